import assert from "node:assert/strict";
import type { TextDocument } from "vscode";
import { codeOf, finding, findingsOf, hoverAt, open, placeOf } from "./editor.ts";
import type { Cases } from "./run.ts";

/** What the example shows, each finding at its place, and why. */
export const findings: Cases = {
  "mistakes are underlined where they stand": async () => {
    const mailer = await open("deploy/mailer.yaml");
    await finding(mailer, "resources/limit-below-request");
    assert.deepEqual(shown(mailer), [
      "schema/unknown-field 8: replcas",
      "quantity/milli-memory 20: 128m",
      "resources/limit-below-request 22: 250m",
      "quantity/invalid 23: 256MB",
    ]);
  },
  "values that the plan would change are underlined where they stand": async () => {
    const api = await open("deploy/api.yaml");
    await finding(api, "plan/over-requested");
    assert.deepEqual(shown(api), ['plan/over-requested 22: "2"']);
    const checkout = await open("deploy/checkout.yaml");
    await finding(checkout, "plan/memory-limit-below-peak");
  },
  "a hover shows the forecast, the reason and a chart": async () => {
    const api = await open("deploy/api.yaml");
    const { range } = await finding(api, "plan/over-requested");
    const hover = await hoverAt(api, range.start);
    assert.match(hover, /cpu request/);
    assert.match(hover, /forecast/i);
    assert.match(hover, /backtest/i);
    assert.match(hover, /!\[[^\]]*\]\(data:image\/svg\+xml/);
  },
  "a hover explains any field": async () => {
    const api = await open("deploy/api.yaml");
    const hover = await hoverAt(api, api.positionAt(api.getText().indexOf("minReplicas")));
    assert.match(hover, /minReplicas/);
  },
};

function shown(document: TextDocument): string[] {
  return findingsOf(document.uri)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map((each) => `${codeOf(each)} ${placeOf(document, each.range)}`);
}

import assert from "node:assert/strict";
import type { TextDocument } from "vscode";
import { codeOf, finding, findingsOf, hoverAt, open, placeOf } from "./editor.ts";
import type { Cases } from "./run.ts";

/** What the example shows, each finding at its place, and why. */
export const findings: Cases = {
  "mistakes are underlined where they stand": async () => {
    const mailer = await open("deploy/mailer.yaml");
    await finding(mailer, "resources/limit-below-request");
    assert.deepEqual(
      shown(mailer).filter((each) => !each.startsWith("plan/")),
      [
        "schema/unknown-field 8: replcas",
        "quantity/milli-memory 21: 128m",
        "resources/limit-below-request 23: 250m",
        "quantity/invalid 24: 256MB",
      ],
    );
  },
  "values that the plan would change are underlined where they stand": async () => {
    const api = await open("deploy/api.yaml");
    await finding(api, "plan/over-requested");
    assert.deepEqual(shown(api), ['plan/over-requested 23: "2"', "plan/over-requested 24: 2Gi"]);
    const checkout = await open("deploy/checkout.yaml");
    const fatal = await finding(checkout, "plan/memory-limit-below-peak");
    assert.equal(placeOf(checkout, fatal.range), "24: 512Mi");
    const reindex = await open("deploy/reindex.yaml");
    const homeless = await finding(reindex, "plan/unplaceable");
    assert.equal(placeOf(reindex, homeless.range), "17: 96Gi");
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

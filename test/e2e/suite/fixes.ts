import assert from "node:assert/strict";
import { type CodeAction, DiagnosticSeverity, type TextDocument } from "vscode";
import { actions, apply, codeOf, finding, findingsOf, noFindingWhere, open, revert, wholeFile } from "./editor.ts";
import type { Cases } from "./run.ts";

/** Quick fixes write what was recommended and nothing else. */
export const fixes: Cases = {
  "a quick fix changes the value and those bound to it, and no other byte": async () => {
    const api = await open("deploy/api.yaml");
    const before = api.getText();
    const { range } = await finding(api, "plan/over-requested");
    const offered = await actions(api, range, "quickfix");
    await apply(offered.find(({ isPreferred }) => isPreferred));
    await noFindingWhere(api, ({ range: { start } }) => start.isEqual(range.start));
    const bound = [/(?<=\n {14}cpu: )\S+/, /(?<=averageUtilization: )\S+/];
    assert.equal(without(api.getText(), bound), without(before, bound));
    for (const value of bound) assert.notEqual(value.exec(api.getText())?.[0], value.exec(before)?.[0]);
    await revert(api);
    assert.equal(api.getText(), before);
  },
  "the did-you-mean fix repairs a misspelled field": async () => {
    const mailer = await open("deploy/mailer.yaml");
    const before = mailer.getText();
    const { range } = await finding(mailer, "schema/unknown-field");
    await apply((await actions(mailer, range, "quickfix")).find(({ isPreferred }) => isPreferred));
    assert.equal(mailer.getText(), before.replace("replcas", "replicas"));
    await revert(mailer);
  },
  "fixing everything in a file converges": async () => {
    const mailer = await open("deploy/mailer.yaml");
    await finding(mailer, "quantity/invalid");
    let rounds = 0;
    for (let action = await fixAll(mailer); action !== undefined; action = await fixAll(mailer)) {
      rounds++;
      assert.ok(rounds <= 5, `still something to fix: ${JSON.stringify(action.edit?.entries())}`);
      await apply(action);
    }
    assert.ok(rounds > 0, "nothing was fixed");
    await noFindingWhere(mailer, (each) => codeOf(each) === "quantity/invalid");
    assert.deepEqual(
      findingsOf(mailer.uri)
        .filter(({ severity }) => severity === DiagnosticSeverity.Error)
        .map(codeOf),
      [],
    );
    await revert(mailer);
  },
};

async function fixAll(document: TextDocument): Promise<CodeAction | undefined> {
  return (await actions(document, wholeFile(document), "source.fixAll.resourcePlanner"))[0];
}

/** A text with these places blanked. */
function without(text: string, places: readonly RegExp[]): string {
  return places.reduce((rest, place) => rest.replace(place, "…"), text);
}

import assert from "node:assert/strict";
import {
  type CodeLens,
  type CompletionList,
  ConfigurationTarget,
  commands,
  languages,
  type TextDocument,
  Uri,
  type WorkspaceEdit,
  workspace,
} from "vscode";
import { codeOf, eventually, finding, findingsOf, open, replace, revert } from "./editor.ts";
import type { Cases } from "./run.ts";

/** What an editor of a language offers. First of all cases: one is about a file that nobody has opened yet. */
export const language: Cases = {
  "problems are shown of files that nobody opened": async () => {
    const folder = workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const mailer = Uri.joinPath(folder.uri, "deploy", "mailer.yaml");
    await eventually(languages.onDidChangeDiagnostics, () =>
      findingsOf(mailer).some((each) => codeOf(each) === "schema/unknown-field") ? true : undefined,
    );
    assert.ok(!workspace.textDocuments.some(({ uri }) => uri.path === mailer.path));
  },
  "completion offers the recommended value first": async () => {
    const api = await open("deploy/api.yaml");
    const { range } = await finding(api, "plan/over-requested");
    const { items } = await commands.executeCommand<CompletionList>(
      "vscode.executeCompletionItemProvider",
      api.uri,
      range.start,
    );
    const [first] = items.toSorted((a, b) => (a.sortText ?? "~").localeCompare(b.sortText ?? "~"));
    assert.match(String(first?.label), /^\d+m?$/);
    assert.equal(first?.preselect, true);
  },
  "the lens of a workload follows the typing": async () => {
    const api = await open("deploy/api.yaml");
    await finding(api, "plan/over-requested");
    const before = await lensOf(api);
    assert.match(before, /\d × 2\/2Gi → \d × |\d × 2 → \d × /);
    await replace(api, 'cpu: "2"', 'cpu: "4"');
    assert.match(await lensOf(api), /\d × 4/);
    await revert(api);
  },
  "a workload is renamed in every file": async () => {
    const chat = await open("deploy/llm-chat.yaml");
    const edit = await commands.executeCommand<WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      chat.uri,
      chat.positionAt(chat.getText().indexOf("llm-chat")),
      "chat",
    );
    const files = edit.entries().map(([{ path }]) => path.split("/").at(-1));
    assert.ok(files.includes("llm-chat.yaml") && files.includes("resource-plan.yaml"), files.join());
  },
  "what can be fixed is fixed on save": async () => {
    const mailer = await open("deploy/mailer.yaml");
    const before = mailer.getText();
    await finding(mailer, "schema/unknown-field");
    await onSave({ "source.fixAll.resourcePlanner": "explicit" });
    // VS Code may save before the setting of a moment ago has reached those who act on saving.
    for (let saves = 0; saves < 5 && mailer.getText().includes("replcas"); saves++) {
      await replace(mailer, "replcas", "replcas ");
      assert.ok(await mailer.save());
    }
    assert.match(mailer.getText(), /^ {2}replicas/m);
    await onSave(undefined);
    await replace(mailer, mailer.getText(), before);
    assert.ok(await mailer.save());
    assert.equal(mailer.getText(), before);
  },
};

async function lensOf({ uri }: TextDocument): Promise<string> {
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri, 20);
  return lenses.map(({ command }) => command?.title ?? "").join("\n");
}

async function onSave(actions: object | undefined): Promise<void> {
  await workspace.getConfiguration("editor").update("codeActionsOnSave", actions, ConfigurationTarget.Workspace);
}

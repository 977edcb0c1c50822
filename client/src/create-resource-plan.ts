import { Uri, WorkspaceEdit, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type NewResourcePlan, newResourcePlanRequest } from "../../server/src/protocol.ts";
import { ask } from "./ask.ts";

/** Opens a first ResourcePlan written from what the workspace holds; one that is there already is opened, never replaced. */
export async function createResourcePlan(client: LanguageClient): Promise<void> {
  const plan = await ask<NewResourcePlan>(client, newResourcePlanRequest);
  if (plan.existing !== null) await window.showTextDocument(Uri.parse(plan.existing));
  else if (plan.uri !== null) await createFile(Uri.parse(plan.uri), plan.text);
  else await window.showTextDocument(await workspace.openTextDocument({ language: "yaml", content: plan.text }));
}

async function createFile(uri: Uri, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, ignoreIfExists: true, contents: new TextEncoder().encode(text) });
  if (!(await workspace.applyEdit(edit))) throw new Error(`${uri.fsPath} cannot be written.`);
  await window.showTextDocument(uri);
}

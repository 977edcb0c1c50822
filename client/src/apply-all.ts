import { type TextEdit, WorkspaceEdit, type WorkspaceEditEntryMetadata, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type RecommendedEdits, recommendedEditsRequest } from "../../server/src/protocol.ts";

type Marked = [TextEdit, WorkspaceEditEntryMetadata];

/** Shows all that the last plan would write as a preview of differences; what the user confirms is one step to undo. */
export async function applyAllRecommendations(client: LanguageClient): Promise<void> {
  const recommended = await client.sendRequest<RecommendedEdits>(recommendedEditsRequest);
  if (recommended.values === 0) {
    void window.showInformationMessage("Every value is as recommended: there is nothing to apply.");
    return;
  }
  const label = `${count(recommended.values, "value")} in ${count(recommended.files, "file")}`;
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(recommended.edit);
  await workspace.applyEdit(toConfirm(edit, label), { isRefactoring: true });
}

/** The same edit with every change marked to be confirmed, which makes VS Code open its preview. */
function toConfirm(edit: WorkspaceEdit, label: string): WorkspaceEdit {
  const confirmed = new WorkspaceEdit();
  for (const [uri, changes] of edit.entries()) {
    const marked = changes.map((change): Marked => [change, { needsConfirmation: true, label }]);
    confirmed.set(uri, marked);
  }
  return confirmed;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

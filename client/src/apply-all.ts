import { type TextEdit, WorkspaceEdit, type WorkspaceEditEntryMetadata, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type RecommendedEdits, recommendedEditsRequest } from "../../server/src/protocol.ts";
import { ask } from "./ask.ts";

type Labeled = [TextEdit, WorkspaceEditEntryMetadata];

/** Shows all that the last plan would write as a preview of differences; what the user confirms is one step to undo. */
export async function applyAllRecommendations(client: LanguageClient): Promise<void> {
  const recommended = await ask<RecommendedEdits>(client, recommendedEditsRequest);
  if (recommended.values === 0) {
    void window.showInformationMessage("Every value is as recommended: there is nothing to apply.");
    return;
  }
  const label = `${count(recommended.values, "value")} in ${count(recommended.files, "file")}`;
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(recommended.edit);
  // Not as a refactoring: VS Code would save the files by itself and close those that no editor shows, and one undo
  // then brings back some of them only. So they stay open and unsaved until the user saves them.
  await workspace.applyEdit(withPreview(edit, label));
}

/**
 * The same edit, shown in VS Code's preview with every change ticked. A change that needs confirmation would open the
 * preview too, but unticked; so the one that does is another, which does nothing: to create a file that exists.
 */
function withPreview(edit: WorkspaceEdit, label: string): WorkspaceEdit {
  const previewed = new WorkspaceEdit();
  for (const [uri, changes] of edit.entries()) {
    previewed.createFile(uri, { ignoreIfExists: true }, { needsConfirmation: true, label });
    const labeled = changes.map((change): Labeled => [change, { needsConfirmation: false, label }]);
    previewed.set(uri, labeled);
  }
  return previewed;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

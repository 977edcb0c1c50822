import { LSPErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import { definition } from "../feature/definition.ts";
import { documentLinks } from "../feature/document-links.ts";
import { documentSymbols } from "../feature/document-symbols.ts";
import { foldingRanges } from "../feature/folding-ranges.ts";
import { linkedEditing } from "../feature/linked-editing.ts";
import { highlights, references } from "../feature/references.ts";
import { prepareRename, rename } from "../feature/rename.ts";
import { selectionRanges } from "../feature/selection-ranges.ts";
import { semanticTokens } from "../feature/semantic-tokens.ts";
import { spanOf } from "../feature/to-lsp.ts";
import { workspaceSymbols } from "../feature/workspace-symbols.ts";
import { safely } from "./safely.ts";
import type { Serving } from "./serving.ts";
import { normalUri } from "./uris.ts";

/** What leads through a file and from one to another. */
export function registerNavigation(serving: Serving): void {
  const { connection } = serving;
  const snapshot = () => serving.workspace.snapshot();
  const answer = <P, R>(name: string, empty: R, handle: (params: P) => R | Promise<R>) =>
    safely<P, R>(name, empty, serving.logError, handle);
  connection.onDocumentSymbol(
    answer("Document symbols", [], ({ textDocument: { uri } }) => documentSymbols(snapshot(), normalUri(uri))),
  );
  connection.onWorkspaceSymbol(answer("Workspace symbols", [], ({ query }) => workspaceSymbols(snapshot(), query)));
  connection.onFoldingRanges(
    answer("Folding", [], ({ textDocument: { uri } }) => foldingRanges(snapshot(), normalUri(uri))),
  );
  connection.onSelectionRanges(
    answer("Selection", [], ({ textDocument: { uri }, positions }) =>
      selectionRanges(snapshot(), normalUri(uri), positions),
    ),
  );
  connection.onDocumentLinks(
    answer("Links", [], ({ textDocument: { uri } }) => documentLinks(snapshot(), normalUri(uri))),
  );
  connection.languages.semanticTokens.on(
    answer("Semantic tokens", { data: [] }, ({ textDocument: { uri } }) => semanticTokens(snapshot(), normalUri(uri))),
  );
  connection.languages.semanticTokens.onRange(
    answer("Semantic tokens", { data: [] }, ({ textDocument: { uri }, range }) => {
      const source = snapshot().files.get(normalUri(uri));
      return source === undefined ? { data: [] } : semanticTokens(snapshot(), source.file, spanOf(source, range));
    }),
  );
  connection.onDefinition(
    answer("Definition", [], ({ textDocument: { uri }, position }) => definition(snapshot(), normalUri(uri), position)),
  );
  connection.onReferences(
    answer("References", [], ({ textDocument: { uri }, position, context }) =>
      references(snapshot(), normalUri(uri), position, context.includeDeclaration),
    ),
  );
  connection.onDocumentHighlight(
    answer("Highlights", [], ({ textDocument: { uri }, position }) => highlights(snapshot(), normalUri(uri), position)),
  );
  connection.languages.onLinkedEditingRange(
    answer("Linked editing", null, ({ textDocument: { uri }, position }) =>
      linkedEditing(snapshot(), normalUri(uri), position),
    ),
  );
  connection.onPrepareRename(
    answer("Renaming", null, ({ textDocument: { uri }, position }) =>
      prepareRename(snapshot(), normalUri(uri), position),
    ),
  );
  connection.onRenameRequest(
    answer("Renaming", null, async ({ textDocument: { uri }, position, newName }) => {
      // Before all manifests are read, references to the name would be missed.
      await serving.ready;
      return accepted(rename(snapshot(), normalUri(uri), position, newName, serving.editTarget));
    }),
  );
}

function accepted(edit: WorkspaceEdit | { readonly refused: string }): WorkspaceEdit {
  if ("refused" in edit) throw new ResponseError(LSPErrorCodes.RequestFailed, edit.refused);
  return edit;
}

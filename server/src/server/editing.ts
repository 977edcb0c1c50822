import { completion, resolveCompletion } from "../feature/completion.ts";
import { formatting, indentNewLine } from "../feature/formatting.ts";
import { resolving, safely } from "./safely.ts";
import type { Serving } from "./serving.ts";
import { normalUri } from "./uris.ts";

/** What helps to write. */
export function registerEditing(serving: Serving): void {
  const { connection, workspace, logError } = serving;
  connection.onCompletion(
    safely("Completion", null, logError, ({ textDocument: { uri }, position }) =>
      completion(workspace.snapshot(), normalUri(uri), position, serving.completionOptions),
    ),
  );
  connection.onCompletionResolve(
    resolving("Documentation of a completion", logError, (item) => resolveCompletion(item, serving.completionOptions)),
  );
  connection.onDocumentFormatting(
    safely("Formatting", [], logError, ({ textDocument: { uri } }) =>
      serving.formats ? formatting(workspace.snapshot(), normalUri(uri)) : [],
    ),
  );
  connection.onDocumentRangeFormatting(
    safely("Formatting", [], logError, ({ textDocument: { uri }, range }) =>
      serving.formats ? formatting(workspace.snapshot(), normalUri(uri), range) : [],
    ),
  );
  connection.onDocumentOnTypeFormatting(
    safely("Indenting", [], logError, ({ textDocument: { uri }, position }) =>
      serving.formats ? indentNewLine(workspace.snapshot(), normalUri(uri), position) : [],
    ),
  );
}

import { completion, resolveCompletion } from "../feature/completion.ts";
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
}

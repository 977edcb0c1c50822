import type { CompletionItem } from "vscode-languageserver";
import { completion, resolveCompletion } from "../feature/completion.ts";
import { safely } from "./safely.ts";
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
  // An item that cannot be resolved stays as it is.
  connection.onCompletionResolve((item, token) => {
    const resolve = safely<CompletionItem, CompletionItem>("Documentation of a completion", item, logError, (asked) =>
      resolveCompletion(asked, serving.completionOptions),
    );
    return resolve(item, token);
  });
}

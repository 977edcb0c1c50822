import { codeLenses, resolveCodeLens } from "../feature/code-lens.ts";
import { inlayHints, resolveInlayHint } from "../feature/inlay-hints.ts";
import { applyWorkloadCommand } from "../protocol.ts";
import { resolving, safely } from "./safely.ts";
import type { Serving } from "./serving.ts";
import { normalUri } from "./uris.ts";

/** What is shown beside the text: lenses and hints. */
export function registerBesideTheText({ connection, workspace, client, logError }: Serving): void {
  connection.onCodeLens(
    safely("Code lenses", [], logError, ({ textDocument: { uri } }) =>
      workspace.settings.codeLens.enabled
        ? codeLenses(workspace.snapshot(), normalUri(uri), applyWorkloadCommand, client.resolvesLenses)
        : [],
    ),
  );
  connection.onCodeLensResolve(
    resolving("The code lens", logError, (lens) => resolveCodeLens(workspace.snapshot(), lens, applyWorkloadCommand)),
  );
  connection.languages.inlayHint.on(
    safely("Inlay hints", [], logError, ({ textDocument: { uri }, range }) =>
      workspace.settings.inlayHints.enabled
        ? inlayHints(workspace.snapshot(), normalUri(uri), range, client.resolvesHints)
        : [],
    ),
  );
  connection.languages.inlayHint.resolve(
    resolving("The inlay hint", logError, (hint) => resolveInlayHint(workspace.snapshot(), hint)),
  );
}

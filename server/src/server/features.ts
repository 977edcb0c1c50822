import type {
  ExecuteCommandParams,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { codeActions, resolveCodeAction } from "../feature/code-actions.ts";
import { hover } from "../feature/hover.ts";
import { applyWorkloadCommand } from "../protocol.ts";
import { applyWorkload } from "./apply-workload.ts";
import { documentReport } from "./diagnostics.ts";
import { runPlanCommand } from "./plan-command.ts";
import { resolving, safely } from "./safely.ts";
import type { Serving } from "./serving.ts";
import { normalUri } from "./uris.ts";

/** What is shown of findings and recommendations, and done about them. */
export function registerFeatures(serving: Serving): void {
  const { connection, workspace, logError } = serving;
  connection.languages.diagnostics.on(
    safely(
      "Diagnostics",
      { kind: "full", items: [] },
      logError,
      async ({ textDocument: { uri }, previousResultId }) => {
        await serving.ready;
        return documentReport(serving.diagnosticsOf(uri), previousResultId);
      },
    ),
  );
  connection.languages.diagnostics.onWorkspace((params, token, _, parts) => {
    const pull = safely<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
      "Diagnostics of the workspace",
      { items: [] },
      logError,
      async ({ previousResultIds }) => {
        await serving.ready;
        const part = parts && ((items: WorkspaceDocumentDiagnosticReport[]) => parts.report({ items }));
        const known = previousResultIds.map(({ uri, value }) => ({ uri: normalUri(uri), value }));
        return serving.workspacePull.answer(known, token, part);
      },
    );
    return pull(params, token);
  });
  connection.onHover(
    safely("Hover", null, logError, ({ textDocument: { uri }, position }) =>
      hover(workspace.snapshot(), normalUri(uri), position, serving.hoverOptions),
    ),
  );
  connection.onCodeAction(
    safely("Code actions", [], logError, ({ textDocument: { uri }, range, context }) =>
      codeActions(
        workspace.snapshot(),
        {
          file: normalUri(uri),
          range,
          only: context.only,
          diagnostics: context.diagnostics,
          folders: serving.newFileFolders,
          resolves: serving.client.resolvesActions,
        },
        serving.editTarget,
        serving.diagnosticOptions,
      ),
    ),
  );
  connection.onCodeActionResolve(
    resolving("The code action", logError, (action) =>
      resolveCodeAction(workspace.snapshot(), action, serving.editTarget, serving.diagnosticOptions),
    ),
  );
  connection.onExecuteCommand((params, token, attached) => {
    const run = safely<ExecuteCommandParams, unknown>("The command", null, logError, (asked) =>
      asked.command === applyWorkloadCommand
        ? applyWorkload(serving, asked)
        : runPlanCommand(serving, asked, token, attached),
    );
    return run(params, token);
  });
}

import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  type ExecuteCommandParams,
  FileChangeType,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { codeActions, fixAllKind } from "../feature/code-actions.ts";
import { hover } from "../feature/hover.ts";
import { planCommand } from "../protocol.ts";
import { type Client, readClient } from "./client.ts";
import type { Host } from "./host.ts";
import { runPlanCommand } from "./plan-command.ts";
import { registerRequests } from "./requests.ts";
import { logged, safely } from "./safely.ts";
import { Serving } from "./serving.ts";
import { normalUri } from "./uris.ts";

/** Serves one editor over the connection until it says goodbye. */
export function startServer(connection: Connection, host: Host): void {
  connection.onInitialize((params) => {
    const client = readClient(params);
    const serving = new Serving(connection, host, client);
    registerNotifications(serving);
    registerFeatures(serving);
    registerRequests(serving);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: "resource-planner" } };
  });
  connection.listen();
}

function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: ["quickfix", fixAllKind] },
    executeCommandProvider: { commands: [planCommand], workDoneProgress: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: "resource-planner", interFileDependencies: true, workspaceDiagnostics: false },
    }),
  };
}

function registerNotifications(serving: Serving): void {
  const { connection, documents } = serving;
  const follow = (what: string, work: Promise<void>): void => void logged(what, serving.logError, work);
  connection.onInitialized(() => follow("Starting", serving.start()));
  connection.onNotification(DidChangeConfigurationNotification.type, ({ settings }) =>
    follow("Taking over settings", serving.configure(settings?.resourcePlanner)),
  );
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) =>
    follow("Taking over folders", serving.changeFolders(added, removed)),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const files = changes.map(({ uri, type }) => ({ uri, deleted: type === FileChangeType.Deleted }));
    follow("Reading changed files", serving.changeFiles(files));
  });
  documents.onDidChangeContent(({ document }) => serving.openOrChange(document));
  documents.onDidClose(({ document }) => follow("Closing a document", serving.close(document.uri)));
  documents.listen(connection);
  connection.onShutdown(() => serving.planner.dispose());
}

function registerFeatures(serving: Serving): void {
  const { connection, workspace, sent, logError } = serving;
  connection.languages.diagnostics.on(
    safely(
      "Diagnostics",
      { kind: "full", items: [] },
      logError,
      async ({ textDocument: { uri }, previousResultId }) => {
        await serving.ready;
        return sent.report(uri, serving.diagnosticsOf(uri), previousResultId);
      },
    ),
  );
  connection.onHover(
    safely("Hover", null, logError, ({ textDocument: { uri }, position }) =>
      hover(workspace.snapshot(), normalUri(uri), position, serving.hoverOptions),
    ),
  );
  connection.onCodeAction(
    safely("Code actions", [], logError, ({ textDocument: { uri }, range, context }) =>
      codeActions(
        workspace.snapshot(),
        { file: normalUri(uri), range, only: context.only, diagnostics: context.diagnostics },
        serving.editTarget,
        serving.diagnosticOptions,
      ),
    ),
  );
  connection.onExecuteCommand((params, token, attached) => {
    const run = safely<ExecuteCommandParams, unknown>("The command", null, logError, (asked) =>
      runPlanCommand(serving, asked, token, attached),
    );
    return run(params, token);
  });
}

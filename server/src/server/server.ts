import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
} from "vscode-languageserver";
import { registerBesideTheText } from "./beside-the-text.ts";
import { capabilitiesFor } from "./capabilities.ts";
import { readClient } from "./client.ts";
import { registerEditing } from "./editing.ts";
import { registerFeatures } from "./features.ts";
import type { Host } from "./host.ts";
import { registerNavigation } from "./navigation.ts";
import { registerRequests } from "./requests.ts";
import { logged } from "./safely.ts";
import { Serving } from "./serving.ts";

/** Serves one editor over the connection until it says goodbye. */
export function startServer(connection: Connection, host: Host): void {
  connection.onInitialize((params) => {
    const client = readClient(params);
    const serving = new Serving(connection, host, client);
    registerNotifications(serving);
    registerFeatures(serving);
    registerBesideTheText(serving);
    registerEditing(serving);
    registerNavigation(serving);
    registerRequests(serving);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: "resource-planner" } };
  });
  connection.listen();
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
  connection.onShutdown(() => {
    serving.workspacePull.dispose();
    serving.planner.dispose();
  });
}

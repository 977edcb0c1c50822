import path from "node:path";
import { type Disposable, type ExtensionContext, type LogOutputChannel, workspace } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import type { InitializationOptions } from "../../server/src/protocol.ts";
import { formattedElsewhere, schemaValidatedElsewhere } from "./other-extensions.ts";

/**
 * The connection to the language server, which runs in a process of its own. When the process dies it is started
 * again and told all open texts; only after five deaths within three minutes does it stay down until the user restarts it.
 */
export function createClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath(path.join("dist", "server.cjs"));
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  const options: LanguageClientOptions = {
    // Not the left side of a comparison (`git:`) and not what another extension makes up.
    documentSelector: ["file", "untitled"].map((scheme) => ({ language: "yaml", scheme })),
    outputChannel: output,
    initializationOptions: (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      schemaValidatedElsewhere: schemaValidatedElsewhere(),
      formattedElsewhere: formattedElsewhere(context.extension.id),
    }),
  };
  const client = new LanguageClient("resourcePlanner", "Resource Planner", { run: server, debug: server }, options);
  context.subscriptions.push(client, restartWhenTrusted(client));
  return client;
}

/** What may be read is settled when the server starts, so trust given later takes a new start. */
function restartWhenTrusted(client: LanguageClient): Disposable {
  return workspace.onDidGrantWorkspaceTrust(() => client.restart());
}

import path from "node:path";
import { Disposable, type ExtensionContext, extensions, type LogOutputChannel, workspace } from "vscode";
import {
  CloseAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import type { InitializationOptions } from "../../server/src/protocol.ts";
import { formattedElsewhere, schemaValidatedElsewhere } from "./other-extensions.ts";
import { restart } from "./restart.ts";

/** The connection to the language server, which runs in a process of its own. */
export function createClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath(path.join("dist", "server.cjs"));
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  const introduction = (): InitializationOptions => ({
    trusted: workspace.isTrusted,
    schemaValidatedElsewhere: schemaValidatedElsewhere(),
    formattedElsewhere: formattedElsewhere(context.extension.id),
  });
  const options: LanguageClientOptions = {
    // Not the left side of a comparison (`git:`) and not what another extension makes up.
    documentSelector: ["file", "untitled"].map((scheme) => ({ language: "yaml", scheme })),
    outputChannel: output,
    initializationOptions: introduction,
    errorHandler: restarting(() => client.createDefaultErrorHandler()),
  };
  const client: LanguageClient = new LanguageClient(
    "resourcePlanner",
    "Resource Planner",
    { run: server, debug: server },
    options,
  );
  context.subscriptions.push(client, restartWhenOutdated(client, introduction));
  return client;
}

/**
 * When the server's process dies it is started again and told all open texts; only after five deaths within three minutes
 * does it stay down until the user restarts it.
 */
function restarting(createHandler: () => ErrorHandler): ErrorHandler {
  let handler: ErrorHandler | undefined;
  const original = (): ErrorHandler => {
    handler ??= createHandler();
    return handler;
  };
  return {
    error: (error, message, count) => original().error(error, message, count),
    closed: async () => {
      const result = await original().closed();
      const message =
        result.action === CloseAction.Restart
          ? "The language server ended unexpectedly and is started again. Nothing that you typed is lost."
          : "The language server ended again and again, and is not started any more. The output channel says why; Restart Language Server tries anew.";
      return { ...result, message };
    },
  };
}

/** What the server is told when it starts changes as trust is granted, and as other extensions come, go and are set up. */
function restartWhenOutdated(client: LanguageClient, introduction: () => InitializationOptions): Disposable {
  let told = JSON.stringify(introduction());
  const compare = (): void => {
    const now = JSON.stringify(introduction());
    if (now === told) return;
    told = now;
    // The client itself tells the user where the server cannot be started.
    restart(client).catch(() => {});
  };
  return Disposable.from(
    workspace.onDidGrantWorkspaceTrust(compare),
    extensions.onDidChange(compare),
    workspace.onDidChangeConfiguration(compare),
  );
}

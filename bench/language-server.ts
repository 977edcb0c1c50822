import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

/** A language server in a process of its own, spoken to over its standard streams. */
export interface LanguageServer {
  readonly pid: number;
  readonly connection: ProtocolConnection;
  /** Bytes that the server has written so far. */
  readonly written: () => number;
  /** Takes leave of the server as the protocol asks for; ends it at once where it does not answer. */
  readonly close: () => Promise<void>;
  readonly kill: () => void;
}

/** Starts a server's script with `--stdio`. Handlers are to be added before `greet`. */
export function startLanguageServer(script: string): LanguageServer {
  const server = spawn(process.execPath, [script, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  let bytes = 0;
  server.stdout.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  return {
    pid: server.pid ?? 0,
    connection,
    written: () => bytes,
    close: () => leave(server, connection),
    kill: () => {
      connection.dispose();
      server.kill("SIGKILL");
    },
  };
}

/** Initializes a server on a folder, as an editor does. */
export async function greet(connection: ProtocolConnection, folder: string): Promise<void> {
  connection.listen();
  const uri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: path.basename(folder) }],
    initializationOptions: { trusted: true },
    capabilities: {
      textDocument: {
        diagnostic: {},
        publishDiagnostics: {},
        synchronization: { dynamicRegistration: true },
        hover: { contentFormat: ["markdown"] },
        completion: { completionItem: { snippetSupport: true } },
      },
      workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
    },
  });
  await connection.sendNotification("initialized", {});
}

async function leave(server: ChildProcess, connection: ProtocolConnection): Promise<void> {
  const ended = once(server, "exit");
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  await ended;
  connection.dispose();
}

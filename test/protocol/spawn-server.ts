import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import process from "node:process";
import type { TestContext } from "node:test";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver-protocol/node";
import { Editor } from "../server/editor.ts";

/** The server's program: as it stands in the tree, or the bundle that an environment variable names. */
export const serverFile: string =
  process.env["RESOURCE_PLANNER_SERVER"] ?? path.join(import.meta.dirname, "../../server/src/node/main.ts");

/** The Node that runs it: an environment variable may name an older one, for the bundle. */
const node = process.env["RESOURCE_PLANNER_NODE"] ?? process.execPath;

/** A server in a process of its own, spoken to as editors do. */
export interface SpawnedServer {
  readonly editor: Editor;
  readonly child: ChildProcess;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
  readonly stderr: () => string;
}

export function spawnServer(t: TestContext, argv: readonly string[] = [serverFile, "--stdio"]): SpawnedServer {
  const child = spawn(node, [...argv], { stdio: ["pipe", "pipe", "pipe"] });
  t.after(() => void child.kill("SIGKILL"));
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal));
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  // Writing to a server that has ended is what some tests are about.
  child.stdin.on("error", () => {});
  return { editor: new Editor(connection), child, ended, stderr: () => stderr };
}

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { build } from "esbuild";
import { nodeBundle } from "../../tools/bundle.ts";

/** The program as it ships, built into a folder of its own. */
export interface Program {
  readonly file: string;
  readonly remove: () => void;
}

/** Builds the command line and the worker beside it, as `npm run build` does. */
export async function buildProgram(): Promise<Program> {
  const folder = mkdtempSync(path.join(tmpdir(), "resource-planner-cli-"));
  const file = path.join(folder, "cli.cjs");
  const worker = path.join(folder, "plan-worker.cjs");
  await build({ ...nodeBundle, entryPoints: ["server/src/cli/bin.ts"], outfile: file });
  await build({ ...nodeBundle, entryPoints: ["server/src/node/plan-worker.ts"], outfile: worker });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; `begun` is given the process as soon as it is there. */
export function runProgram(
  command: string,
  argv: readonly string[],
  { cwd, begun = () => {} }: { readonly cwd: string; readonly begun?: (child: ReturnType<typeof spawn>) => void },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...argv], { cwd, stdio: ["pipe", "pipe", "pipe"] });
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (piece: string) => {
        text[name] += piece;
      });
    }
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...text }));
    child.once("spawn", () => begun(child));
  });
}

/**
 * A Node of the oldest supported major version: the one that `RESOURCE_PLANNER_NODE20` names, else the first in PATH;
 * undefined where this machine has none.
 */
export function oldestNode(): string | undefined {
  const named = process.env["RESOURCE_PLANNER_NODE20"];
  const name = process.platform === "win32" ? "node.exe" : "node";
  const inPath = (process.env["PATH"] ?? "").split(path.delimiter).map((folder) => path.join(folder, name));
  return (named === undefined ? inPath : [named]).find((file) =>
    spawnSync(file, ["--version"], { encoding: "utf8" }).stdout?.startsWith("v20."),
  );
}

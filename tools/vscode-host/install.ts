/**
 * A VS Code from npm alone: the server and workbench that the package `code-server` ships.
 * Installed once into `.vscode-test/`, for machines where VS Code itself is not installed and cannot be downloaded.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";

const version = "4.139.1";
const folder = path.join(import.meta.dirname, "../../.vscode-test");
const installed = path.join(folder, `code-server-${version}`);
const vscode = "node_modules/code-server/lib/vscode";

/** The file that starts the VS Code server, installed first where it is missing. */
export async function vscodeServerMain(): Promise<string> {
  if (!existsSync(installed)) await install();
  return path.join(installed, vscode, "out/server-main.js");
}

/** Into a folder of its own, renamed when it is whole: an interrupted installation is never taken for a finished one. */
async function install(): Promise<void> {
  const partial = `${installed}.${process.pid}.partial`;
  console.log(`Installing VS Code from npm (code-server ${version}, about 600 MB, once) …`);
  try {
    mkdirSync(partial, { recursive: true });
    writeFileSync(path.join(partial, "package.json"), '{ "private": true }\n');
    // Its own installation script insists on compiling native modules; VS Code runs without them.
    await npmInstall(partial, [`code-server@${version}`]);
    await npmInstall(path.join(partial, vscode), ["--omit=dev"]);
    putInPlace(partial);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function putInPlace(partial: string): void {
  try {
    renameSync(partial, installed);
  } catch (error) {
    // Another run was faster; its installation is as good.
    if (!existsSync(installed)) throw error;
  }
}

function npmInstall(prefix: string, args: readonly string[]): Promise<void> {
  const options = ["install", "--prefix", prefix, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  return new Promise((resolve, reject) => {
    const npm = spawnNpm([...options, ...args], prefix);
    let output = "";
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    npm.on("error", (error) => reject(new Error(`npm could not be started (${error.message}): is it in PATH?`)));
    npm.on("close", (code) => (code === 0 ? resolve() : reject(new Error(remedy(args, code, output)))));
  });
}

/** npm as it runs this very script where it does; otherwise the one in PATH. */
function spawnNpm(args: readonly string[], cwd: string): ChildProcessByStdio<null, Readable, Readable> {
  const npm = process.env["npm_execpath"];
  const stdio = ["ignore", "pipe", "pipe"] as const;
  if (npm?.endsWith("npm-cli.js")) return spawn(process.execPath, [npm, ...args], { cwd, stdio: [...stdio] });
  return spawn("npm", args, { cwd, stdio: [...stdio], shell: process.platform === "win32" });
}

function remedy(args: readonly string[], code: number | null, output: string): string {
  return [
    `npm install ${args.join(" ")} ended with ${code}:`,
    output.trim(),
    "Remedy: see that npm reaches its registry (`npm ping`) and that the disk has 2 GB free, then run this again.",
  ].join("\n");
}

/** The VS Code server from npm, listening on a free port of this machine alone. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { vscodeServerMain } from "./install.ts";

export interface VsCodeServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Settings that keep a fresh VS Code quiet: no welcome page, no chat, nothing that asks the network. */
const quiet = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  // In a browser VS Code saves by itself; on the desktop it does not.
  "files.autoSave": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "security.workspace.trust.enabled": false,
  "git.enabled": false,
};

/** Starts it with the user settings given on top of the quiet ones; a port of 0 is any free one. */
export async function startVsCodeServer(
  settings: Readonly<Record<string, unknown>> = {},
  port = 0,
): Promise<VsCodeServer> {
  const main = await vscodeServerMain();
  const data = mkdtempSync(path.join(tmpdir(), "resource-planner-vscode-"));
  writeUserSettings(data, { ...quiet, ...settings });
  const child = spawn(
    process.execPath,
    [
      main,
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
      ...["--accept-server-license-terms", "--telemetry-level", "off"],
      // Without it a built workbench takes no extension under development from its address.
      "--enable-smoke-test-driver",
      ...["--server-data-dir", data, "--extensions-dir", path.join(data, "extensions")],
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: cleanEnvironment() },
  );
  try {
    return { port: await listeningPort(child), stop: () => stop(child, data) };
  } catch (error) {
    await stop(child, data);
    throw error;
  }
}

function writeUserSettings(data: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = path.join(data, "data/User");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "settings.json"), JSON.stringify(settings, undefined, 2));
}

/** The environment without what an editor that runs this very script has put there for its own processes. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const inherited = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
}

/** The server says where it listens as soon as it does. */
function listeningPort(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number> {
  return new Promise((resolve, reject) => {
    let complaints = "";
    const fail = (reason: string): void =>
      reject(new Error(`The VS Code server ${reason}:\n${complaints.slice(-2000)}`));
    const deadline = setTimeout(() => fail("did not start within two minutes"), 120_000);
    child.stderr.on("data", (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    child.once("exit", (code) => fail(`ended with ${code} before it listened`));
    child.once("error", ({ message }) => fail(`could not be started (${message})`));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const port = /listening on (\d+)$/.exec(line)?.[1];
      if (port === undefined) return;
      clearTimeout(deadline);
      resolve(Number(port));
    });
  });
}

async function stop(child: ChildProcess, data: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, "exit");
    child.kill();
    await gone;
  }
  rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

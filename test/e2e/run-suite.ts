/** Runs the suite inside a real VS Code: an installed or downloaded one, else the one from npm. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import manifest from "../../package.json" with { type: "json" };
import { codeProgram } from "../../tools/installed-vscode.ts";
import { launchChromium } from "../../tools/vscode-host/chromium.ts";
import { startVsCodeServer } from "../../tools/vscode-host/server.ts";
import { openWorkbench, type WorkbenchOptions } from "../../tools/vscode-host/workbench.ts";
import { root } from "./stage.ts";
import type { Result } from "./suite/run.ts";

type Suite = WorkbenchOptions & { readonly tests: string };

/** The results of all cases; fails where the suite itself could not run. */
export async function runSuite(suite: Suite): Promise<readonly Result[]> {
  const file = path.join(root, ".vscode-test/results.json");
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  process.env["RESOURCE_PLANNER_RESULTS"] = file;
  const program = await desktopProgram();
  const code = program === undefined ? await runInNpmHost(suite) : await runOnDesktop(program, suite);
  if (!existsSync(file)) throw new Error(`The suite ended with ${code} before its first case.`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** VS Code for the desktop, where this machine has or can get one and has a screen to show it on. */
async function desktopProgram(): Promise<string | undefined> {
  const screen = process.platform !== "linux" || process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  if (!screen) return without("this machine has no screen (`xvfb-run -a npm test` gives it one)");
  const oldest = manifest.engines.vscode.replace("^", "");
  try {
    return codeProgram() ?? (await downloadAndUnzipVSCode({ version: oldest, timeout: 10_000 }));
  } catch (error) {
    return without(`it is not installed and cannot be downloaded (${error instanceof Error ? error.message : error})`);
  }
}

function without(reason: string): undefined {
  console.log(`Not in VS Code for the desktop: ${reason}. In the VS Code from npm instead.`);
  return undefined;
}

async function runOnDesktop(vscodeExecutablePath: string, suite: Suite): Promise<number> {
  return runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: suite.extension,
    extensionTestsPath: suite.tests,
    launchArgs: [suite.workspace, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
  }).catch(() => 1);
}

async function runInNpmHost(suite: Suite): Promise<number> {
  const server = await startVsCodeServer();
  const browser = await launchChromium();
  try {
    return await new Promise((resolve, reject) => {
      openWorkbench(browser, server, suite, resolve).then((page) => page.on("crash", reject), reject);
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** VS Code with an extension loaded, as a page: to look at, to drive, or to run a test suite in. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import type { VsCodeServer } from "./server.ts";

/** A machine that is busy takes 20 s for the workbench and as long again for its extensions. */
export const patience = 120_000;

export interface WorkbenchOptions {
  /** The folder that is opened, absolute. */
  readonly workspace: string;
  /** The folder of the extension that is loaded, absolute. */
  readonly extension: string;
  /** A file that is opened at once, absolute. */
  readonly file?: string | undefined;
  /** A module that exports `run(): Promise<void>`, absolute: a test suite for the extension host. */
  readonly tests?: string;
}

/** The address that opens a folder with the extension loaded. */
export function workbenchUrl(port: number, { workspace, extension, file, tests }: WorkbenchOptions): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${port}${slashed(file)}`;
  const payload = [["extensionDevelopmentPath", remote(extension)]];
  if (file !== undefined) payload.push(["openFile", remote(file)]);
  if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
  const query = new URLSearchParams({ folder: slashed(workspace), payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** Opens the folder and waits until the workbench stands; `ended` is told the exit code of a test suite, 0 for success. */
export async function openWorkbench(
  browser: Browser,
  server: VsCodeServer,
  options: WorkbenchOptions,
  ended: (code: number) => void = () => {},
): Promise<Page> {
  if (!existsSync(options.workspace)) throw new Error(`There is no folder ${options.workspace}.`);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  // VS Code calls both in whoever drives it.
  await page.exposeFunction("codeAutomationLog", () => {});
  await page.exposeFunction("codeAutomationExit", ended);
  // Twice at most: on a busy machine a first page may never come up.
  await openOnce(page, server, options).catch(() => openOnce(page, server, options));
  return page;
}

async function openOnce(page: Page, server: VsCodeServer, options: WorkbenchOptions): Promise<void> {
  await page.goto(workbenchUrl(server.port, options), { timeout: patience });
  await page.waitForSelector(".monaco-workbench", { timeout: patience });
}

function slashed(file: string): string {
  const forward = file.split(path.sep).join("/");
  return forward.startsWith("/") ? forward : `/${forward}`;
}

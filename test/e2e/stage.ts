/** What the end-to-end tests are played on. */
import { cpSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { packedExtension } from "../../tools/packed-extension.ts";
import { launchChromium } from "../../tools/vscode-host/chromium.ts";
import { startVsCodeServer } from "../../tools/vscode-host/server.ts";
import { openWorkbench, patience } from "../../tools/vscode-host/workbench.ts";

export const root: string = path.join(import.meta.dirname, "../..");

/** A VS Code from npm that has the packed extension loaded and a folder open. */
export interface Stage {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens the folder; settings are the user's. */
export async function openStage(workspace: string, settings: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const server = await startVsCodeServer(settings);
  const browser = await launchChromium();
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
  };
  try {
    const page = await openWorkbench(browser, server, { workspace, extension: packedExtension });
    page.setDefaultTimeout(patience);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What VS Code shows at the end of a test, to look at when it failed. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(root, ".vscode-test/screens", `${name.replaceAll(/\W+/g, "-")}.png`) });
}

/** A new copy of the example, to change; its real path, as VS Code reports it. */
export function exampleCopy(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "resource-planner-e2e-"));
  cpSync(path.join(root, "examples/serving"), folder, { recursive: true });
  return folder;
}

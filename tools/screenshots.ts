/** `node tools/screenshots.ts`: the pictures of the README, taken in a real VS Code on the example. */
import path from "node:path";
import type { Page } from "playwright-core";
import { bundle } from "./bundle.ts";
import { launchChromium } from "./vscode-host/chromium.ts";
import { goTo, openFile, runCommand, showHover } from "./vscode-host/keyboard.ts";
import { startVsCodeServer } from "./vscode-host/server.ts";
import { openWorkbench } from "./vscode-host/workbench.ts";

const root = path.join(import.meta.dirname, "..");
const workspace = path.join(root, "examples/serving");

await bundle({ minify: false });
const server = await startVsCodeServer({
  "workbench.colorTheme": "Default Light Modern",
  "editor.minimap.enabled": false,
});
const browser = await launchChromium();
try {
  const page = await openWorkbench(browser, server, { workspace, extension: root });
  await hover(page);
  await report(page);
} finally {
  await browser.close();
  await server.stop();
}

/** A diagnostic with its hover. */
async function hover(page: Page): Promise<void> {
  await openFile(page, path.join(workspace, "deploy/api.yaml"));
  await page.locator(".squiggly-info").first().waitFor({ timeout: 120_000 });
  await goTo(page, 22, 21);
  await showHover(page);
  await page.locator(".monaco-hover:visible img").first().waitFor();
  await save(page, "diagnostic-hover.png");
  await page.keyboard.press("Escape");
}

async function report(page: Page): Promise<void> {
  await runCommand(page, "Resource Planner: Plan Resources");
  const frame = page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
  await frame.getByRole("heading", { name: "Resource plan" }).waitFor();
  await save(page, "report.png");
}

async function save(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(root, "media", name), animations: "disabled" });
  console.log(`media/${name}`);
}

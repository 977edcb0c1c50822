/** `node tools/screenshots.ts`: the pictures of the README, taken in a real VS Code on the example. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { bundle } from "./bundle.ts";
import { launchChromium } from "./vscode-host/chromium.ts";
import { goTo, openFile, runCommand, showHover } from "./vscode-host/keyboard.ts";
import { startVsCodeServer } from "./vscode-host/server.ts";
import { openWorkbench, patience } from "./vscode-host/workbench.ts";

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

/** A diagnostic with its hover, in a window so high that VS Code gives the hover room for all of it. */
async function hover(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1200, height: 2400 });
  const file = path.join(workspace, "deploy/api.yaml");
  await openFile(page, file);
  await page.locator(".squiggly-info").first().waitFor({ timeout: patience });
  const lines = readFileSync(file, "utf8").split("\n");
  const line = lines.findIndex((text) => text.includes('cpu: "2"'));
  await goTo(page, line + 1, (lines[line] ?? "").indexOf('"2"') + 2);
  await showHover(page);
  await page.locator(".monaco-hover:visible img").first().waitFor();
  await save(page, "diagnostic-hover.png", { x: 0, y: 0, width: 1200, height: 1130 });
  await page.keyboard.press("Escape");
}

async function report(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1500, height: 1000 });
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await runCommand(page, "Resource Planner: Plan Resources");
  const frame = page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
  await frame.getByRole("heading", { name: "Resource plan" }).waitFor();
  // Away from the button that the palette's entry happened to cover.
  await page.mouse.move(300, 900);
  await page.locator(".workbench-hover:visible").waitFor({ state: "hidden" });
  await save(page, "report.png");
}

async function save(
  page: Page,
  name: string,
  clip?: { x: number; y: number; width: number; height: number },
): Promise<void> {
  await page.screenshot({ path: path.join(root, "media", name), animations: "disabled", ...(clip && { clip }) });
  console.log(`media/${name}`);
}

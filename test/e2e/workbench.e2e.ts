/** What only a user's hands and eyes can try: light bulb, palette, progress, report, preview and undo. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { packedExtension } from "../../tools/packed-extension.ts";
import { launchChromium } from "../../tools/vscode-host/chromium.ts";
import { goTo, openFile, runCommand, showHover } from "../../tools/vscode-host/keyboard.ts";
import { startVsCodeServer, type VsCodeServer } from "../../tools/vscode-host/server.ts";
import { openWorkbench } from "../../tools/vscode-host/workbench.ts";
import { exampleCopy, root } from "./stage.ts";

const workspace = exampleCopy();
const apiFile = path.join(workspace, "deploy/api.yaml");
let server: VsCodeServer;
let browser: Browser;
let page: Page;

before(async () => {
  server = await startVsCodeServer();
  browser = await launchChromium();
  page = await openWorkbench(browser, server, { workspace, extension: packedExtension });
  page.setDefaultTimeout(60_000);
  await openFile(page, apiFile);
  await page.locator(".squiggly-info").first().waitFor({ timeout: 120_000 });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async (t) => {
  if ("passed" in t && t.passed) return;
  const folder = path.join(root, ".vscode-test/screens");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${t.name.replaceAll(/\W+/g, "-")}.png`) });
});

test("the hover of an oversized request shows why, with a chart", async () => {
  await goTo(page, ...placeOf('cpu: "2"', 6));
  await showHover(page);
  const hover = page.locator(".monaco-hover:visible").first();
  await hover.getByText("cpu request").first().waitFor();
  const drawn = await hover
    .locator("img")
    .first()
    .evaluate((image) => ("naturalWidth" in image ? Number(image.naturalWidth) : 0));
  assert.ok(drawn > 0, "the chart is not drawn");
  await page.keyboard.press("Escape");
});

test("the light bulb writes the recommendation, and undo takes it back", async () => {
  const text = readFileSync(apiFile, "utf8");
  await goTo(page, ...placeOf('cpu: "2"', 6));
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget [role=option]").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".view-line").filter({ hasText: 'cpu: "2"' }).waitFor({ state: "detached" });
  await save();
  assert.notEqual(readFileSync(apiFile, "utf8"), text);
  await page.keyboard.press("Control+z");
  await page.locator(".view-line").filter({ hasText: 'cpu: "2"' }).waitFor();
  await save();
  assert.equal(readFileSync(apiFile, "utf8"), text);
});

test("Plan Resources shows its progress and opens the report, whose workloads lead to their lines", async () => {
  const progress = page.locator(".notification-toast, .statusbar-item").filter({ hasText: /Planning resources/ });
  const seen = progress.first().waitFor({ state: "attached" });
  await runCommand(page, "Resource Planner: Plan Resources");
  await seen;
  await report().getByRole("heading", { name: "Resource plan" }).waitFor();
  await report().locator("button[data-file]").filter({ hasText: "vector-db" }).first().click();
  await page.locator(".tab.active").filter({ hasText: "vector-db.yaml" }).waitFor();
});

test("Apply All Recommendations previews, applies, and one undo restores every file", async () => {
  const before = texts();
  await runCommand(page, "Resource Planner: Apply All Recommendations");
  const preview = page.locator(".bulk-edit-panel");
  await preview.getByText("api.yaml").first().waitFor();
  assert.deepEqual(texts(), before, "a file changed before the preview was confirmed");
  await preview.getByRole("button", { name: "Apply" }).click();
  await preview.waitFor({ state: "hidden" });
  await openFile(page, apiFile);
  await page.locator(".view-line").filter({ hasText: 'cpu: "2"' }).waitFor({ state: "detached" });
  assert.notDeepEqual(texts(), before);
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: /^Undo in \d+ Files$/ }).click();
  await page.locator(".view-line").filter({ hasText: 'cpu: "2"' }).waitFor();
  await runCommand(page, "File: Save All Files");
  await page.locator(".tab.dirty").first().waitFor({ state: "detached" });
  assert.deepEqual(texts(), before);
});

/** Line and column, from 1, of a place in the example's API. */
function placeOf(text: string, inside: number): [number, number] {
  const lines = readFileSync(apiFile, "utf8").split("\n");
  const line = lines.findIndex((each) => each.includes(text));
  return [line + 1, (lines[line] ?? "").indexOf(text) + 1 + inside];
}

async function save(): Promise<void> {
  await page.keyboard.press("Control+s");
  await page.locator(".tab.active:not(.dirty)").first().waitFor();
}

/** The page inside the report's panel. */
function report(): FrameLocator {
  return page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
}

function texts(): Record<string, string> {
  const files = ["api", "checkout", "thumbnailer", "vector-db", "web"];
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(path.join(workspace, `deploy/${name}.yaml`), "utf8")]),
  );
}

/** What only a user's hands and eyes can try: light bulb, palette, progress, report, preview and undo. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { after, afterEach, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { run } from "../../server/src/cli/main.ts";
import { goTo, openFile, runCommand, showHover } from "../../tools/vscode-host/keyboard.ts";
import { patience } from "../../tools/vscode-host/workbench.ts";
import { exampleCopy, keepPicture, openStage, type Stage } from "./stage.ts";

const workspace = exampleCopy();
const apiFile = path.join(workspace, "deploy/api.yaml");
let stage: Stage;
let page: Page;

before(async () => {
  stage = await openStage(workspace);
  page = stage.page;
  await openFile(page, apiFile);
  await page.locator(".squiggly-info").first().waitFor();
});

after(async () => {
  await stage?.close();
  rmSync(workspace, { recursive: true, force: true });
});

afterEach((t) => keepPicture(page, t.name));

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
  const before = readFileSync(apiFile, "utf8");
  await goTo(page, ...placeOf('cpu: "2"', 6));
  await page.keyboard.press("ControlOrMeta+.");
  await page.locator(".action-widget [role=option]").first().waitFor();
  await page.keyboard.press("Enter");
  await guess().waitFor({ state: "detached" });
  await saved(() => readFileSync(apiFile, "utf8") !== before);
  await page.keyboard.press("ControlOrMeta+z");
  await guess().waitFor();
  await saved(() => readFileSync(apiFile, "utf8") === before);
});

test("Plan Resources shows its progress and opens the report, whose workloads lead to their lines", async () => {
  await runCommand(page, "Notifications: Show Notifications");
  const progress = appearance(page, "Planning resources");
  await runCommand(page, "Resource Planner: Plan Resources");
  await progress;
  await report().getByRole("heading", { name: "Resource plan" }).waitFor();
  await report().locator("button[data-file]").filter({ hasText: "vector-db" }).first().click();
  await page.locator(".tab.active").filter({ hasText: "vector-db.yaml" }).waitFor();
});

test("Apply All Recommendations previews, applies, and one undo restores every file", async () => {
  const before = texts();
  const applied = await appliedByCommandLine();
  await openFile(page, apiFile);
  await runCommand(page, "Resource Planner: Apply All Recommendations");
  const preview = page.locator(".bulk-edit-panel");
  await preview.getByText("api.yaml").first().waitFor();
  assert.equal(texts(), before, "a file changed before the preview was confirmed");
  await preview.getByRole("button", { name: "Apply" }).click();
  await preview.waitFor({ state: "hidden" });
  await guess().waitFor({ state: "detached" });
  assert.equal(texts(), before, "a file was saved before the user did");
  await page.keyboard.press("ControlOrMeta+z");
  await guess().waitFor();
  await saved(() => texts() === before);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await guess().waitFor({ state: "detached" });
  await saved(() => texts() === applied);
});

/** Line and column, from 1, of a place in the example's API. */
function placeOf(text: string, inside: number): [number, number] {
  const lines = readFileSync(apiFile, "utf8").split("\n");
  const line = lines.findIndex((each) => each.includes(text));
  return [line + 1, (lines[line] ?? "").indexOf(text) + 1 + inside];
}

/** The page inside the report's panel. */
function report(): FrameLocator {
  return page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
}

/** What `plan --apply` makes of the same workspace: the editor must come to the same. */
async function appliedByCommandLine(): Promise<string> {
  const copy = mkdtempSync(path.join(tmpdir(), "resource-planner-applied-"));
  try {
    cpSync(workspace, copy, { recursive: true });
    const quiet = { write: () => true };
    const io = { cwd: copy, environment: {}, stdin: Readable.from([]), stdout: quiet, stderr: quiet };
    await run(["plan", ".", "--apply"], io);
    return texts(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** All manifests as they are on disk. */
function texts(root = workspace): string {
  const folder = path.join(root, "deploy");
  const files = readdirSync(folder).sort();
  return files.map((file) => readFileSync(path.join(folder, file), "utf8")).join("---\n");
}

/** The line of the value that the example's API is sized for by guessing. */
function guess(): Locator {
  return page.locator(".view-line").filter({ hasText: 'cpu: "2"' });
}

/**
 * Saves until it holds on disk, where the work of an editor is seen from outside; leaves the first column focused.
 * Files that are not shown are changed a moment after the one that is, so one save may come too early for them.
 */
async function saved(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + patience; !holds(); await setTimeout(200)) {
    assert.ok(Date.now() < deadline, `not within two minutes: ${holds}; on disk is\n${readFileSync(apiFile, "utf8")}`);
    await runCommand(page, "File: Save All");
  }
  await page.keyboard.press("ControlOrMeta+1");
}

/** Settles when a text is shown, however briefly. */
function appearance(page: Page, text: string): Promise<void> {
  const script = `new Promise((resolve) => {
    const look = () => document.body.innerText.includes(${JSON.stringify(text)}) && resolve();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  })`;
  return page.evaluate<void>(script);
}

import assert from "node:assert/strict";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { openFile } from "../../tools/vscode-host/keyboard.ts";
import { exampleCopy, keepPicture, openStage } from "./stage.ts";

test("Restricted Mode reads nothing outside the workspace; trust brings what is there", async (t) => {
  const workspace = exampleCopy();
  const outside = `${workspace}-history`;
  renameSync(path.join(workspace, "history"), outside);
  const planFile = path.join(workspace, "resource-plan.yaml");
  const plan = readFileSync(planFile, "utf8");
  writeFileSync(planFile, plan.replaceAll('"history/', `"../${path.basename(outside)}/`));
  const { page, close } = await openStage(workspace, {
    "security.workspace.trust.enabled": true,
    "security.workspace.trust.startupPrompt": "never",
  });
  t.after(async () => {
    await keepPicture(page, t.name);
    await close();
    for (const folder of [workspace, outside]) rmSync(folder, { recursive: true, force: true });
  });

  await openFile(page, path.join(workspace, "deploy/mailer.yaml"));
  await page.locator(".squiggly-error").first().waitFor();
  await openFile(page, path.join(workspace, "deploy/api.yaml"));
  // The plan is made, and knows of no history.
  await page.locator('.statusbar-item [aria-label*="11 workloads"]').first().waitFor();
  assert.equal(await page.locator(".squiggly-info").count(), 0);

  const restricted = page.locator(".statusbar-item").filter({ hasText: "Restricted Mode" });
  await restricted.click();
  await page.getByRole("button", { name: "Trust", exact: true }).first().click();
  await restricted.waitFor({ state: "detached" });
  await openFile(page, path.join(workspace, "deploy/api.yaml"));
  await page.locator(".squiggly-info").first().waitFor();
});

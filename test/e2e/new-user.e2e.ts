import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { openFile, runCommand } from "../../tools/vscode-host/keyboard.ts";
import { keepPicture, openStage, root } from "./stage.ts";

test("a manifest and a CSV are enough for advice; a ResourcePlan is one command away", async (t) => {
  const workspace = mkdtempSync(path.join(realpathSync(tmpdir()), "resource-planner-e2e-"));
  const manifest = path.join(workspace, "checkout.yaml");
  const usage = path.join(workspace, "history/checkout.csv");
  const plan = path.join(workspace, "resource-plan.yaml");
  mkdirSync(path.dirname(usage));
  cpSync(path.join(root, "examples/serving/deploy/checkout.yaml"), manifest);
  cpSync(path.join(root, "examples/serving/history/checkout.csv"), usage);
  const { page, close } = await openStage(workspace);
  t.after(async () => {
    await keepPicture(page, t.name);
    await close();
    rmSync(workspace, { recursive: true, force: true });
  });

  await openFile(page, manifest);
  await page.locator(".squiggly-warning").first().waitFor();

  const tab = page.locator(".tab.active").filter({ hasText: "resource-plan.yaml" });
  await runCommand(page, "Resource Planner: Create ResourcePlan");
  await tab.waitFor();
  const text = readFileSync(plan, "utf8");
  assert.match(text, /^kind: ResourcePlan$/m);
  assert.match(text, /csv: "history\/checkout\.csv"/);

  await openFile(page, manifest);
  await runCommand(page, "Resource Planner: Create ResourcePlan");
  await tab.waitFor();
  assert.equal(readFileSync(plan, "utf8"), text);
});

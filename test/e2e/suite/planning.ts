import assert from "node:assert/strict";
import { ChildProcess } from "node:child_process";
import { commands, TabInputWebview, window } from "vscode";
import { codeOf, eventually, finding, findingWhere, open, replace, revert } from "./editor.ts";
import type { Cases } from "./run.ts";

/** The commands, and what happens when the server dies. */
export const planning: Cases = {
  "Plan Resources opens the report": async () => {
    await commands.executeCommand("resourcePlanner.planResources");
    await eventually(window.tabGroups.onDidChangeTabs, () => openReport());
  },
  "Create ResourcePlan opens the one that is there": async () => {
    await open("deploy/api.yaml");
    await commands.executeCommand("resourcePlanner.createResourcePlan");
    assert.match(window.activeTextEditor?.document.uri.path ?? "", /\/resource-plan\.yaml$/);
  },
  "a killed server loses no text and comes back": async () => {
    const web = await open("deploy/web.yaml");
    const before = web.getText();
    await replace(web, "replicas: 3", "replicas: three");
    await finding(web, "schema/type");
    const edited = web.getText();
    assert.ok(serverProcess()?.kill("SIGKILL"), "the server's process was not found");
    await replace(web, "cpu: 200m", "cpu: 200x");
    // Only a server that knows the unsaved text can find both.
    await findingWhere(web, (each) => codeOf(each) === "quantity/invalid");
    await finding(web, "schema/type");
    assert.equal(web.getText(), edited.replace("cpu: 200m", "cpu: 200x"));
    await revert(web);
    assert.equal(web.getText(), before);
  },
};

function openReport(): true | undefined {
  const tabs = window.tabGroups.all.flatMap(({ tabs }) => tabs);
  const isReport = (input: unknown): boolean =>
    input instanceof TabInputWebview && input.viewType.endsWith("resourcePlanner.report");
  return tabs.some(({ input }) => isReport(input)) || undefined;
}

/** The language server among the processes that this extension host has started. */
function serverProcess(): ChildProcess | undefined {
  const handles = (process as unknown as { _getActiveHandles(): readonly unknown[] })._getActiveHandles();
  return handles
    .filter((handle) => handle instanceof ChildProcess)
    .find(({ spawnargs }) => spawnargs.some((argument) => argument.endsWith("server.cjs")));
}

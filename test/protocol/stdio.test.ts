import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { test } from "node:test";
import { diskUri } from "../../server/src/server/uris.ts";
import { csvOf, folderWith } from "../node/folder.ts";
import { plain } from "../server/editor.ts";
import { deployment } from "../server/workload.ts";
import { serverFile, spawnServer } from "./spawn-server.ts";

/** For a server that starts, reads, and plans on a busy machine. */
const limits = { timeout: 120_000 };

/** Four days of usage far below the 500m that are requested. */
const usage = csvOf("web", "cpu", 0.05, 96);

test("open, diagnose, edit, plan, hover, fix, plan on command, and leave", limits, async (t) => {
  const folder = folderWith(t, { "web.yaml": deployment, "usage.csv": usage });
  const web = diskUri(path.join(folder, "web.yaml"));
  const { editor, ended, stderr } = spawnServer(t);
  const { capabilities, serverInfo } = await editor.start({ folders: [diskUri(folder)] });
  assert.equal(serverInfo?.name, "resource-planner");
  assert.ok(capabilities.hoverProvider);
  await editor.open(web, deployment);
  await editor.replace(web, "128Mi", "128m");
  assert.ok((await editor.codes(web)).includes("quantity/milli-memory 128m"));
  await editor.replace(web, "128m", "128Mi");
  await editor.planned();
  assert.ok((await editor.codes(web)).includes("plan/over-requested 500m"));
  assert.match((await editor.hover(web, "500m")) ?? "", /500m → \*\*\d+m\*\*.*data:image\/svg\+xml.*Backtest:/s);
  const [action] = await editor.actions(web, "500m");
  assert.match(action?.title ?? "", /^Set cpu request to \d+m/);
  await editor.apply(action?.edit);
  assert.match(editor.text(web), /cpu: \d+m\n {14}memory: 128Mi\n/);
  assert.deepEqual(
    (await editor.codes(web)).filter((code) => code.startsWith("plan/over")),
    [],
  );
  const json = await editor.connection.sendRequest<{ schemaVersion: number; workloads: { id: string }[] }>(
    "workspace/executeCommand",
    { command: "resourcePlanner.plan" },
  );
  assert.deepEqual([json.schemaVersion, json.workloads.map(({ id }) => id)], [1, ["Deployment/default/web"]]);
  assert.deepEqual([editor.progress[0]?.kind, editor.progress.at(-1)?.kind], ["begin", "end"]);
  await editor.leave();
  assert.equal(await ended, 0);
  assert.equal(stderr(), "");
});

test("a history file that is written leads to a plan with it", limits, async (t) => {
  const folder = folderWith(t, { "web.yaml": deployment });
  const web = diskUri(path.join(folder, "web.yaml"));
  const { editor } = spawnServer(t);
  await editor.start({ folders: [diskUri(folder)] });
  await editor.open(web, deployment);
  await editor.planned();
  assert.deepEqual(await editor.codes(web), []);
  writeFileSync(path.join(folder, "part"), usage);
  renameSync(path.join(folder, "part"), path.join(folder, "usage.csv"));
  const { plan } = editor.statuses.at(-1) ?? { plan: 0 };
  await editor.fileChanged(diskUri(path.join(folder, "usage.csv")));
  await editor.planned(plan + 1);
  assert.ok((await editor.codes(web)).includes("plan/over-requested 500m"));
});

test(
  "in restricted mode history outside of the workspace is not read, and the ResourcePlan says so",
  limits,
  async (t) => {
    const outside = folderWith(t, { "usage.csv": usage });
    const plan = `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: serving }
spec:
  history:
    - csv: ${path.join(outside, "*.csv")}
`;
    const folder = folderWith(t, { "web.yaml": deployment, "plan.yaml": plan });
    const planUri = diskUri(path.join(folder, "plan.yaml"));
    const codes = async (trusted: boolean): Promise<readonly string[]> => {
      const { editor } = spawnServer(t);
      await editor.start({ folders: [diskUri(folder)], options: { trusted } });
      await editor.open(planUri, plan);
      await editor.planned();
      return editor.codes(planUri);
    };
    assert.deepEqual(await codes(false), [`plan/unread-history ${path.join(outside, "*.csv")}`]);
    assert.deepEqual(await codes(true), []);
  },
);

test("an editor that does not pull is sent diagnostics, those of the plan too", limits, async (t) => {
  const folder = folderWith(t, { "web.yaml": deployment, "usage.csv": usage });
  const web = diskUri(path.join(folder, "web.yaml"));
  const { editor } = spawnServer(t);
  await editor.start({ folders: [diskUri(folder)], capabilities: plain });
  await editor.open(web, deployment);
  await editor.until(() => editor.pushedCodes(web).includes("plan/over-requested 500m"));
});

test("the program ends with 1 when the editor leaves without a goodbye", limits, async (t) => {
  const { editor, child, ended } = spawnServer(t);
  await editor.start();
  child.stdin?.end();
  assert.equal(await ended, 1);
});

test("the program ends when the editor's process does", limits, async (t) => {
  const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  t.after(() => void parent.kill("SIGKILL"));
  const { editor, ended } = spawnServer(t);
  await editor.start({ processId: parent.pid ?? 0 });
  parent.kill("SIGKILL");
  assert.equal(await ended, 1);
});

test("without a transport on the command line it says which there are", limits, async (t) => {
  const { ended, stderr } = spawnServer(t, [serverFile]);
  assert.notEqual(await ended, 0);
  assert.match(stderr(), /--stdio/);
});

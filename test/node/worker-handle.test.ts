import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { nodeHost } from "../../server/src/node/host.ts";
import { startPlanWorker } from "../../server/src/node/worker-handle.ts";
import { backtestSentence } from "../../server/src/plan/backtest-facts.ts";
import type { PlanBacktest } from "../../server/src/plan/plan-data.ts";
import type { PlanJob, PlanWorker } from "../../server/src/server/host.ts";
import { diskUri } from "../../server/src/server/uris.ts";
import { runIn } from "../cli/terminal.ts";
import { connect } from "../server/connect.ts";
import { deployment, limits } from "../server/workload.ts";
import { csvOf, folderWith } from "./folder.ts";

test("a worker plans one job after another", limits, async () => {
  const worker = startPlanWorker();
  const told: number[] = [];
  const first = await worker.plan(jobOf(deployment), (share) => told.push(share));
  assert.deepEqual("plan" in first && first.plan.workloads.map(({ name }) => name), ["web"]);
  assert.deepEqual([told[0], told.at(-1), told.toSorted((a, b) => a - b)], [0, 1, told]);
  const second = await worker.plan(jobOf(deployment.replaceAll("web", "api")), () => {});
  assert.deepEqual("plan" in second && second.plan.workloads.map(({ name }) => name), ["api"]);
  worker.terminate();
});

test("a workspace that is not trusted has no server asked", limits, async () => {
  const worker = startPlanWorker();
  const resourcePlan = `---
apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: web }
spec:
  history:
    - prometheus: { url: "http://127.0.0.1:9" }
`;
  const outcome = await worker.plan({ ...jobOf(`${deployment}${resourcePlan}`), trusted: false }, () => {});
  assert.deepEqual("plan" in outcome && outcome.plan.unreadHistory, [
    { location: "http://127.0.0.1:9", reason: "restricted mode asks no server" },
  ]);
  worker.terminate();
});

test(
  "after the plan the worker replays the last days, to the figures that the command line gives for then",
  limits,
  async (t) => {
    const files = { "web.yaml": deployment, "usage.csv": csvOf("web", "cpu", 0.05, 96) };
    const folder = folderWith(t, files);
    const worker = startPlanWorker();
    t.after(worker.terminate);
    const job = { ...jobOf(deployment), folders: [diskUri(folder)], historyFiles: ["*.csv"] };
    let now: number | undefined;
    const replayed = new Promise<PlanBacktest>((resolve) => {
      const outcome = worker.plan(job, () => {}, resolve);
      void outcome.then((answer) => {
        now = "plan" in answer ? answer.plan.now : undefined;
      });
    });
    const { days, total, workloads } = await replayed;
    assert.equal(days, 2);
    const [id = ""] = Object.keys(workloads);
    assert.match(
      backtestSentence(workloads[id] ?? [], days),
      /^Backtest on the last 2 days: ours \d+ % CPU slack; today's values \d+ %\.$/,
    );
    // More history has come since: with --at the same days are replayed.
    const later = folderWith(t, { ...files, "usage.csv": csvOf("web", "cpu", 0.05, 200) });
    const line = ["backtest", "--format", "json", "--at", new Date(now ?? 0).toISOString()];
    const { total: again } = JSON.parse((await runIn(later, [...line, "--days", String(days)])).stdout);
    const shown = total.map(({ cpu, memory, cost, slackCost, ...row }) => ({
      ...row,
      cpu: cpu ?? null,
      memory: memory ?? null,
      cost: cost ?? null,
      slackCost: slackCost ?? null,
    }));
    assert.deepEqual(shown, again);
  },
);

test("a replay makes way for the next plan", limits, async (t) => {
  const folder = folderWith(t, { "usage.csv": csvOf("web", "cpu", 0.05, 96) });
  const worker = startPlanWorker();
  t.after(worker.terminate);
  const job = { ...jobOf(deployment), folders: [diskUri(folder)], historyFiles: ["*.csv"] };
  const replays: string[] = [];
  await worker.plan(
    job,
    () => {},
    () => replays.push("first"),
  );
  const second = new Promise((resolve) => {
    void worker.plan(
      job,
      () => {},
      () => resolve(replays.push("second")),
    );
  });
  await second;
  assert.deepEqual(replays, ["second"]);
});

test("a worker stops when it is asked to, and lives on", limits, async () => {
  const worker = startPlanWorker();
  const outcome = worker.plan(jobOf(deployment), () => {});
  worker.stop();
  assert.deepEqual(await outcome, { stopped: true });
  assert.ok("plan" in (await worker.plan(jobOf(deployment), () => {})));
  worker.terminate();
});

test("a worker that is ended says so, to who waits and to who comes later", limits, async () => {
  const worker = startPlanWorker();
  const outcome = worker.plan(jobOf(deployment), () => {});
  worker.terminate();
  assert.ok("died" in (await outcome));
  assert.equal(worker.alive, false);
  assert.ok("died" in (await worker.plan(jobOf(deployment), () => {})));
});

test("a worker that breaks says why", limits, async (t) => {
  const folder = folderWith(t, { "worker.cjs": "throw new Error('boom');" });
  const worker = startPlanWorker(path.join(folder, "worker.cjs"));
  assert.deepEqual(await worker.plan(jobOf(deployment), () => {}), { died: "boom" });
});

test(
  "a worker that is killed while it plans is replaced: text is safe, the log says so, the plan comes back",
  limits,
  async (t) => {
    const folder = folderWith(t, { "web.yaml": deployment, "usage.csv": csvOf("web", "cpu", 0.05, 96) });
    const workers: PlanWorker[] = [];
    const startWorker = (): PlanWorker => {
      const worker = startPlanWorker();
      workers.push(worker);
      return worker;
    };
    const editor = connect({ ...nodeHost, startWorker });
    await editor.start({ folders: [diskUri(folder)] });
    const web = diskUri(path.join(folder, "web.yaml"));
    await editor.open(web, deployment);
    await editor.until(() => editor.statuses.at(-1)?.state === "planning");
    workers.at(-1)?.terminate();
    await editor.until(() => editor.log.some((line) => /ended unexpectedly .* It is started again/.test(line)));
    await editor.until(() => editor.statuses.at(-1)?.state === "planned");
    assert.ok((await editor.codes(web)).includes("plan/over-requested 500m"));
    await editor.connection.sendRequest("shutdown");
  },
);

function jobOf(text: string): PlanJob {
  return {
    texts: new Map([["file:///project/web.yaml", text]]),
    folders: [],
    trusted: true,
    historyFiles: [],
    exclude: [],
    seed: 1,
  };
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";
import type { NewResourcePlan, RecommendedEdits, Report } from "../../server/src/protocol.ts";
import { begin, type Session } from "./begin.ts";
import { deployment, folder, limits, planOfTexts, web } from "./workload.ts";

const plan = planOfTexts({ [web]: deployment }, { cpu: { request: 0.12 } });

test("the command plans at once, shows its progress, and returns the plan's JSON", limits, async () => {
  const { editor, worker } = await asked();
  await editor.until(() => editor.progress.length > 0);
  worker.report(0.5, "Forecasting Deployment web");
  await editor.until(() => editor.progress.some(({ percentage }) => percentage === 50));
  await worker.answer({ plan });
  const json = await editor.planAnswer;
  assert.deepEqual(
    json?.workloads?.map(({ id }) => id),
    ["Deployment/default/web"],
  );
  await editor.until(() => editor.progress.at(-1)?.kind === "end");
  assert.deepEqual(
    editor.progress.map(({ kind, percentage, message }) =>
      [kind, percentage, message].filter((part) => part !== undefined),
    ),
    [["begin", 0], ["report", 50, "Forecasting Deployment web"], ["end"]],
  );
});

test("progress goes to the token that came with the command", limits, async () => {
  const { editor, workerWith } = await begin({ settings: { plan: { automatic: false } } }, { [web]: deployment });
  const params = { command: "resourcePlanner.plan", workDoneToken: "mine" };
  const answer = editor.connection.sendRequest("workspace/executeCommand", params);
  const worker = await workerWith(deployment);
  await editor.until(() => editor.progress.at(-1)?.kind === "begin");
  assert.equal(editor.progressToken, undefined);
  await worker.answer({ plan });
  assert.ok(await answer);
});

test("the command can be canceled by its progress, and answers nothing", limits, async () => {
  const { editor, worker } = await asked();
  await editor.until(() => editor.progress.length > 0);
  await editor.connection.sendNotification("window/workDoneProgress/cancel", { token: editor.progressToken });
  assert.equal(await editor.planAnswer, null);
  assert.equal(worker.stops, 1);
});

test("the command can be canceled as a request", limits, async () => {
  const source = new CancellationTokenSource();
  const { editor } = await asked(source);
  source.cancel();
  await assert.rejects(editor.planAnswer, /The request was canceled/);
});

test("what is refused is the command's error, for the user to read", limits, async () => {
  const { editor, worker } = await asked();
  await worker.answer({ refused: "dynamicProgramming is not built into this version" });
  await assert.rejects(editor.planAnswer, /dynamicProgramming is not built into this version/);
  assert.equal(editor.statuses.at(-1)?.state, "failed");
});

test("an unknown command is an error", limits, async () => {
  const { editor } = await begin();
  await assert.rejects(
    editor.connection.sendRequest("workspace/executeCommand", { command: "resourcePlanner.dance" }),
    /There is no command resourcePlanner\.dance/,
  );
});

test("a worker that dies is replaced: the log says so and the plan comes", limits, async () => {
  const { editor, host, worker } = await asked();
  await worker.die("out of memory");
  await editor.until(() => editor.log.some((line) => /ended unexpectedly \(out of memory\)/.test(line)));
  await editor.until(() => host.workers.length === 2);
  await host.workers[1]?.answer({ plan });
  assert.ok(await editor.planAnswer);
});

test("the report is a page with a mark for the nonce, made from the last plan", limits, async () => {
  const { editor } = await planned();
  const report = await editor.connection.sendRequest<Report>("resourcePlanner/report");
  assert.match(report.html, /^<!DOCTYPE html>.*nonce="NONCE_HERE".*Deployment/s);
  assert.match(report.summary, /1 workload/);
});

test("the report plans first where there is no plan yet", limits, async () => {
  const { editor, workerWith } = await begin({ settings: { plan: { automatic: false } } }, { [web]: deployment });
  const report = editor.connection.sendRequest<Report>("resourcePlanner/report");
  await (await workerWith(deployment)).answer({ plan });
  assert.match((await report).html, /Deployment/);
});

test("a row of the report leads to where its workload is now", limits, async () => {
  const { editor } = await planned();
  const [row] = plan.workloads;
  await editor.open(web, deployment);
  await editor.replace(web, "apiVersion", "# one\n# two\napiVersion");
  const place = { file: row?.file, offset: row?.offset };
  assert.deepEqual(await editor.connection.sendRequest("resourcePlanner/place", place), {
    uri: web,
    range: { start: { line: 5, character: 8 }, end: { line: 5, character: 11 } },
  });
  assert.equal(await editor.connection.sendRequest("resourcePlanner/place", { file: "file:///gone", offset: 0 }), null);
});

test("everything that the plan recommends comes as one edit, with counts", limits, async () => {
  const { editor } = await planned();
  await editor.open(web, deployment);
  const all = await editor.connection.sendRequest<RecommendedEdits>("resourcePlanner/recommendedEdits");
  assert.deepEqual({ values: all.values, files: all.files }, { values: 1, files: 1 });
  await editor.apply(all.edit);
  assert.equal(editor.text(web), deployment.replace("500m", "120m"));
});

test("a first ResourcePlan names the history that was found, and where it would stand", limits, async () => {
  const used = { file: `${folder}/history/web.csv`, rows: 9, used: 9, problems: [] };
  const { editor } = await planned({ ...plan, historyFiles: [used] });
  const first = await editor.connection.sendRequest<NewResourcePlan>("resourcePlanner/newResourcePlan");
  assert.equal(first.uri, `${folder}/resource-plan.yaml`);
  assert.equal(first.existing, null);
  assert.match(first.text, /kind: ResourcePlan.*- csv: "history\/web\.csv".*Deployment\/default\/web/s);
});

test("a ResourcePlan that is there already is named", limits, async () => {
  const there = `${folder}/plans/plan.yaml`;
  const text = "apiVersion: resource-planner.dev/v1\nkind: ResourcePlan\nmetadata: { name: serving }\nspec: {}\n";
  const { editor, workerWith } = await begin({}, { [web]: deployment, [there]: text });
  const answer = editor.connection.sendRequest<NewResourcePlan>("resourcePlanner/newResourcePlan");
  await (await workerWith(deployment)).answer({ plan });
  assert.equal((await answer).existing, there);
});

/** A session in which the plan has been accepted. */
async function planned(accepted = plan): Promise<Session> {
  const session = await begin({}, { [web]: deployment });
  await (await session.workerWith(deployment)).answer({ plan: accepted });
  await session.editor.planned();
  return session;
}

/** A session in which the command has been given and its plan is running. */
async function asked(source?: CancellationTokenSource) {
  const session = await begin({ settings: { plan: { automatic: false } } }, { [web]: deployment });
  const params = { command: "resourcePlanner.plan" };
  const planAnswer = session.editor.connection.sendRequest<{ workloads?: { id: string }[] } | null>(
    "workspace/executeCommand",
    params,
    source?.token ?? new CancellationTokenSource().token,
  );
  const worker = await session.workerWith(deployment);
  return { ...session, worker, editor: Object.assign(session.editor, { planAnswer }) };
}

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CancellationTokenSource,
  type PreviousResultId,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver-protocol/node";
import { begin } from "./begin.ts";
import type { Editor } from "./editor.ts";
import { settled } from "./fakes.ts";
import { deployment, folder, limits, planOfTexts, web } from "./workload.ts";

const other = `${folder}/other.yaml`;
const wrong = deployment.replaceAll("name: web", "name: other").replace("128Mi", "128m");
const right = wrong.replace("128m", "128Mi");

test("problems of files that nobody opened, without those that have none", limits, async () => {
  const { editor, capabilities } = await begin({}, { [web]: deployment, [other]: wrong });
  assert.equal(capabilities.diagnosticProvider?.workspaceDiagnostics, true);
  const { items } = await pull(editor, []);
  assert.deepEqual(described(items), ["other.yaml quantity/milli-memory"]);
});

test("who has them all is answered when something changes, and told only that", limits, async () => {
  const { editor, host } = await begin({}, { [web]: deployment, [other]: wrong });
  const ids = idsOf((await pull(editor, [])).items);
  const answer = pull(editor, ids);
  assert.equal(await isSettled(answer), false);
  host.files.set(other, right);
  await editor.fileChanged(other);
  const { items } = await answer;
  assert.deepEqual(described(items), ["other.yaml"]);
});

test("a quiet workspace costs no message and has nothing to do", limits, async () => {
  const { editor, host, workerWith } = await begin({}, { [web]: deployment, [other]: wrong });
  await (await workerWith(deployment)).answer({ plan: planOfTexts({ [web]: deployment, [other]: wrong }, {}) });
  await editor.planned();
  const ids = idsOf((await pull(editor, [])).items);
  const answer = pull(editor, ids);
  await turns(20);
  const { written } = editor;
  await turns(200);
  host.clock.advance(3600);
  await turns(200);
  assert.equal(editor.written, written);
  assert.equal(host.clock.waiting, 0);
  assert.equal(await isSettled(answer), false);
});

test("a file that is gone has no problems any more, and a plan's are told", limits, async () => {
  const { editor, host, workerWith } = await begin({}, { [web]: deployment, [other]: wrong });
  const first = await pull(editor, []);
  host.files.delete(other);
  await editor.fileChanged(other, "deleted");
  const second = await pull(editor, idsOf(first.items));
  assert.deepEqual(described(second.items), ["other.yaml"]);
  const answer = pull(editor, idsOf(second.items));
  await (await workerWith(deployment)).answer({ plan: planOfTexts({ [web]: deployment }, { cpu: { request: 0.12 } }) });
  assert.deepEqual(described((await answer).items), ["web.yaml plan/over-requested"]);
});

test("an open file is left to its own pull", limits, async () => {
  const { editor } = await begin({}, { [web]: deployment, [other]: wrong });
  await editor.open(other, wrong);
  assert.equal(await isSettled(pull(editor, [])), false);
});

test("the answer comes in parts where the editor takes them", limits, async () => {
  const { editor } = await begin({}, { [web]: deployment, [other]: wrong });
  const parts: WorkspaceDocumentDiagnosticReport[] = [];
  editor.connection.onNotification("$/progress", ({ value }: { value: WorkspaceDiagnosticReport }) => {
    parts.push(...value.items);
  });
  const { items } = await editor.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
    partialResultToken: "parts",
  });
  assert.deepEqual([described(parts), items], [["other.yaml quantity/milli-memory"], []]);
});

test("a held request can be canceled, replaced, and ends with the server", limits, async () => {
  const { editor } = await begin({}, { [web]: deployment });
  const source = new CancellationTokenSource();
  const canceled = editor.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] }, source.token);
  await turns(20);
  source.cancel();
  await assert.rejects(canceled, { code: -32800 });
  const replaced = pull(editor, []);
  await turns(20);
  const last = pull(editor, []);
  assert.deepEqual((await replaced).items, []);
  await editor.connection.sendRequest("shutdown");
  assert.deepEqual((await last).items, []);
});

function pull(editor: Editor, previousResultIds: readonly PreviousResultId[]): Promise<WorkspaceDiagnosticReport> {
  return editor.connection.sendRequest("workspace/diagnostic", { previousResultIds });
}

function idsOf(items: readonly WorkspaceDocumentDiagnosticReport[]): readonly PreviousResultId[] {
  return items.map(({ uri, resultId = "" }) => ({ uri, value: resultId }));
}

function described(items: readonly WorkspaceDocumentDiagnosticReport[]): readonly string[] {
  return items.map((report) => {
    const codes = report.kind === "full" ? report.items.map(({ code }) => code) : [report.kind];
    return [report.uri.replace(`${folder}/`, ""), ...codes].join(" ");
  });
}

/** Lets everything that is under way come to rest; what waits for a change does not. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await settled();
}

async function isSettled(answer: Promise<unknown>): Promise<boolean> {
  let isDone = false;
  void answer.then(() => {
    isDone = true;
  });
  await turns(100);
  return isDone;
}

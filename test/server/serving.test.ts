import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationTokenSource, ResponseError } from "vscode-languageserver-protocol/node";
import { begin } from "./begin.ts";
import { plain } from "./editor.ts";
import { deployment, folder, limits, planOfTexts, web } from "./workload.ts";

const milliMemoryActions = [
  "Change 128m to 128Mi",
  "Dismiss quantity/milli-memory here",
  "Dismiss quantity/milli-memory for Deployment/web",
];

test("diagnostics are pulled where the editor pulls, at once and without a plan", limits, async () => {
  const { editor, capabilities } = await begin();
  assert.equal(capabilities.diagnosticProvider?.interFileDependencies, true);
  await editor.open(web, deployment.replace("128Mi", "128m"));
  assert.deepEqual(await editor.codes(web), ["quantity/milli-memory 128m"]);
  assert.equal(editor.pushed.size, 0);
});

test("an edit changes the diagnostics; without one they are not sent again", limits, async () => {
  const { editor } = await begin();
  await editor.open(web, deployment.replace("128Mi", "128m"));
  const first = await editor.pull(web);
  assert.equal((await editor.pull(web, first.resultId)).kind, "unchanged");
  await editor.replace(web, "128m", "128Mi");
  assert.deepEqual(await editor.codes(web), []);
});

test("diagnostics are pushed only where the editor does not pull, and go with the document", limits, async () => {
  const { editor, capabilities } = await begin({ capabilities: plain });
  assert.equal(capabilities.diagnosticProvider, undefined);
  await editor.open(web, deployment.replace("128Mi", "128m"));
  await editor.until(() => editor.pushed.has(web));
  assert.deepEqual(editor.pushedCodes(web), ["quantity/milli-memory 128m"]);
  await editor.replace(web, "128m", "128Mi");
  await editor.until(() => editor.pushed.get(web)?.length === 0);
  await editor.replace(web, "128Mi", "128MB");
  await editor.until(() => editor.pushed.get(web)?.length === 1);
  await editor.close(web);
  await editor.until(() => editor.pushed.get(web)?.length === 0);
});

test("a plan changes diagnostics, hover and quick fixes, and the editor is told to ask again", limits, async () => {
  const { editor, workerWith } = await begin();
  await editor.open(web, deployment);
  assert.match((await editor.hover(web, "500m")) ?? "", /The plan is being made/);
  assert.deepEqual(await editor.codes(web), []);
  const { refreshes } = editor;
  await (await workerWith(deployment)).answer({ plan: planOfTexts({ [web]: deployment }, { cpu: { request: 0.12 } }) });
  await editor.planned();
  await editor.until(() => editor.refreshes > refreshes);
  assert.deepEqual(await editor.codes(web), ["plan/over-requested 500m"]);
  assert.match((await editor.hover(web, "500m")) ?? "", /500m → \*\*120m\*\*/);
  const [action] = await editor.actions(web, "500m");
  assert.equal(action?.title, "Set cpu request to 120m");
  await editor.apply(action?.edit);
  assert.equal(editor.text(web), deployment.replace("500m", "120m"));
  assert.deepEqual(await editor.codes(web), []);
});

test(
  "plan findings stay, at the right place, while the text changes and the next plan is not there yet",
  limits,
  async () => {
    const { editor, workerWith } = await begin();
    await editor.open(web, deployment);
    await (await workerWith(deployment)).answer({
      plan: planOfTexts({ [web]: deployment }, { cpu: { request: 0.12 } }),
    });
    await editor.planned();
    await editor.replace(web, "apiVersion", "# a comment\napiVersion");
    assert.deepEqual(await editor.codes(web), ["plan/over-requested 500m"]);
  },
);

test("a plan that never ends keeps nobody waiting", limits, async () => {
  const { editor, workerWith } = await begin();
  const text = deployment.replace("128Mi", "128m");
  await editor.open(web, text);
  await workerWith(text);
  assert.deepEqual(await editor.codes(web), ["quantity/milli-memory 128m"]);
  assert.match((await editor.hover(web, "cpu")) ?? "", /The plan is being made/);
  assert.deepEqual(
    (await editor.actions(web, "128m")).map(({ title }) => title),
    milliMemoryActions,
  );
});

test("a reference into a file that is not open is judged by the file on disk", limits, async () => {
  const hpa = `${folder}/hpa.yaml`;
  const text = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 3
`;
  const api = deployment.replaceAll("web", "api");
  const { editor, host } = await begin({}, { [web]: deployment, [`${folder}/api.yaml`]: api });
  await editor.open(hpa, text);
  assert.deepEqual(await editor.codes(hpa), []);
  const { refreshes } = editor;
  host.files.delete(web);
  await editor.fileChanged(web, "deleted");
  await editor.until(() => editor.refreshes > refreshes);
  assert.deepEqual(await editor.codes(hpa), ["autoscaler/dangling-target web"]);
});

test("unsaved text counts before the file on disk, until the document is closed", limits, async () => {
  const { editor } = await begin({}, { [web]: deployment });
  await editor.open(web, deployment.replace("128Mi", "128m"));
  assert.deepEqual(await editor.codes(web), ["quantity/milli-memory 128m"]);
  await editor.close(web);
  assert.deepEqual(await editor.codes(web), []);
});

test("excluded files are not read, nor checked when they are opened", limits, async () => {
  const excluded = `${folder}/node_modules/x/web.yaml`;
  const { editor, host } = await begin({}, { [excluded]: deployment });
  await editor.open(excluded, deployment.replace("128Mi", "128m"));
  assert.deepEqual(await editor.codes(excluded), []);
  assert.deepEqual(host.reads, []);
});

const ignoredFile = `${folder}/made/api.yaml`;
const wrongApi = deployment.replaceAll("web", "api").replace("128Mi", "128m");

test("what git ignores is not read, also when it is new, but is judged while it is open", limits, async () => {
  const { editor, host } = await begin({}, { [web]: deployment });
  host.ignored.add(ignoredFile);
  host.files.set(ignoredFile, wrongApi);
  const { refreshes } = editor;
  await editor.fileChanged(ignoredFile);
  host.files.set(web, deployment.replace("128Mi", "128m"));
  await editor.fileChanged(web);
  await editor.until(() => editor.refreshes > refreshes);
  assert.ok(!host.reads.includes(ignoredFile));
  await editor.open(ignoredFile, wrongApi);
  assert.deepEqual(await editor.codes(ignoredFile), ["quantity/milli-memory 128m"]);
});

test("a .gitignore that changes is heeded at once, and a setting has none heeded", limits, async () => {
  const { editor, host } = await begin({}, { [web]: deployment, [ignoredFile]: wrongApi });
  await editor.codes(web);
  const read = (): number => host.reads.filter((uri) => uri === ignoredFile).length;
  assert.equal(read(), 1);
  host.ignored.add(ignoredFile);
  const reads = host.reads.length;
  await editor.fileChanged(`${folder}/.gitignore`);
  await editor.until(() => host.reads.length > reads);
  assert.equal(read(), 1);
  editor.settings = { manifests: { respectGitignore: false } };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await editor.until(() => read() === 2);
});

test("settings are taken over when they change", limits, async () => {
  const { editor, host } = await begin({}, { [web]: deployment });
  editor.settings = { plan: { automatic: false }, manifests: { exclude: ["web.yaml"] } };
  const { refreshes } = editor;
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await editor.until(() => editor.refreshes > refreshes);
  await editor.open(web, deployment.replace("128Mi", "128m"));
  assert.deepEqual(await editor.codes(web), []);
  assert.deepEqual(host.workers.length <= 1, true);
});

test("where another extension validates schemas, `auto` leaves that to it and `on` does not", limits, async () => {
  const { editor } = await begin({ options: { trusted: true, schemaValidatedElsewhere: true } });
  await editor.open(web, deployment.replace("spec:", "speck:"));
  assert.deepEqual(await editor.codes(web), []);
  editor.settings = { schema: { validate: "on" } };
  const { refreshes } = editor;
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await editor.until(() => editor.refreshes > refreshes);
  assert.ok((await editor.codes(web)).includes("schema/unknown-field speck"));
});

test("folders come and go", limits, async () => {
  const other = "file:///other/web.yaml";
  const { editor, host } = await begin({}, { [other]: deployment });
  const event = { added: [{ uri: "file:///other", name: "other" }], removed: [{ uri: folder, name: "work" }] };
  const { refreshes } = editor;
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  await editor.until(() => editor.refreshes > refreshes);
  assert.deepEqual(host.reads, [other]);
});

test("in restricted mode every reading is confined to the folders; otherwise none is", limits, async () => {
  const restricted = await begin({ options: { trusted: false } });
  await restricted.editor.codes(web);
  assert.deepEqual(restricted.host.within, [folder]);
  const trusted = await begin();
  await trusted.editor.codes(web);
  assert.equal(trusted.host.within, undefined);
});

test(
  "what plans are made from is watched: manifests, and the history that the ResourcePlan names",
  limits,
  async () => {
    const plan = `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: serving }
spec:
  history:
    - csv: ../metrics/*.csv
`;
    const { editor } = await begin({}, { [`${folder}/plans/plan.yaml`]: plan });
    await editor.until(() => editor.watched().length > 0);
    assert.deepEqual(editor.watched(), [
      "**/*.{yaml,yml,json}",
      "**/.gitignore",
      "**",
      { baseUri: `${folder}/metrics`, pattern: "*.csv" },
    ]);
  },
);

test("a history file that changes leads to a new plan, another file does not", limits, async () => {
  const { editor, host, workerWith } = await begin({}, { [web]: deployment });
  await (await workerWith(deployment)).answer({ plan: planOfTexts({ [web]: deployment }, {}) });
  await editor.planned();
  await editor.fileChanged(`${folder}/notes.txt`);
  await editor.fileChanged(`${folder}/usage.csv`);
  await editor.until(() => editor.statuses.filter(({ state }) => state === "planning").length === 2);
  assert.equal(host.workers[0]?.jobs.length, 2);
});

test("URIs are one however the editor spells them", limits, async () => {
  const spelled = `${folder}/a@b/ä.yaml`;
  const { editor } = await begin({}, { [`${folder}/a%40b/%C3%A4.yaml`]: deployment });
  await editor.open(spelled, deployment.replace("128Mi", "128m"));
  assert.deepEqual(await editor.codes(spelled), ["quantity/milli-memory 128m"]);
  assert.deepEqual(
    (await editor.actions(spelled, "128m")).map(({ title }) => title),
    milliMemoryActions,
  );
});

test("a handler that breaks answers with nothing and says so in the log", limits, async () => {
  const { editor } = await begin();
  await editor.open(web, deployment);
  const answer = await editor.connection.sendRequest("textDocument/hover", { textDocument: { uri: web } });
  assert.equal(answer, null);
  await editor.until(() => editor.log.some((line) => line.startsWith("Hover failed: ")));
});

test("a canceled request is answered as canceled", limits, async () => {
  const { editor } = await begin();
  const source = new CancellationTokenSource();
  const answer = editor.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: web } }, source.token);
  source.cancel();
  await assert.rejects(answer, /The request was canceled/);
});

test("an editor that refuses what it was asked breaks nothing", limits, async () => {
  const { editor, workerWith } = await begin({}, { [web]: deployment });
  editor.connection.onRequest("workspace/diagnostic/refresh", () => new ResponseError(1, "Not now."));
  await (await workerWith(deployment)).answer({ plan: planOfTexts({ [web]: deployment }, { cpu: { request: 0.12 } }) });
  await editor.until(() => editor.log.some((line) => /Not now/.test(line)));
  await editor.open(web, deployment);
  assert.deepEqual(await editor.codes(web), ["plan/over-requested 500m"]);
});

test("files that only the ResourcePlan names are read, and read again when they change", limits, async () => {
  const json = `${folder}/plans/cluster.json`;
  const api = JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "api" }, spec: { containers: [] } });
  const plan = `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: serving }
spec: { manifests: ["*.json"] }
`;
  const { editor, host } = await begin({}, { [`${folder}/plans/plan.yaml`]: plan, [json]: api });
  await editor.until(() => host.workers.at(-1)?.jobs.at(-1)?.texts.has(json) === true);
  host.files.set(json, api.replace("api", "web"));
  await editor.fileChanged(json);
  await editor.until(() => host.workers.at(-1)?.jobs.at(-1)?.texts.get(json)?.includes("web") === true);
});

test("an older version that the editor shows beside the file is no manifest of the workspace", limits, async () => {
  const { editor } = await begin({}, { [web]: deployment });
  await editor.open("git:/shop/web.yaml", deployment.replace("128Mi", "128m"));
  assert.deepEqual(await editor.codes("git:/shop/web.yaml"), []);
  await editor.open(web, deployment);
  assert.deepEqual(await editor.codes(web), []);
});

test("opening and closing a file that is as it is on disk plans nothing anew", limits, async () => {
  const { editor, host, workerWith } = await begin({}, { [web]: deployment });
  await (await workerWith(deployment)).answer({ plan: planOfTexts({ [web]: deployment }, {}) });
  await editor.planned();
  await editor.open(web, deployment);
  await editor.codes(web);
  await editor.close(web);
  await editor.open(web, deployment.replace("500m", "600m"));
  await workerWith(deployment.replace("500m", "600m"));
  assert.equal(host.workers[0]?.jobs.length, 2);
});

test("a folder that is deleted takes its manifests with it", limits, async () => {
  const { editor, host } = await begin({}, { [`${folder}/deploy/web.yaml`]: deployment });
  await editor.until(() => host.workers.at(-1)?.jobs.at(-1)?.texts.size === 1);
  await editor.fileChanged(`${folder}/deploy`, "deleted");
  await editor.until(() => host.workers.at(-1)?.jobs.at(-1)?.texts.size === 0);
});

test("an editor that only watches plain patterns watches history by its name", limits, async () => {
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const { editor } = await begin({ capabilities });
  await editor.until(() => editor.watched().length > 0);
  assert.deepEqual(editor.watched(), ["**/*.{yaml,yml,json}", "**/.gitignore", "**", "**/*.csv"]);
});

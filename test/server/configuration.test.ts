import assert from "node:assert/strict";
import { test } from "node:test";
import { begin } from "./begin.ts";
import { deployment, folder, limits, web } from "./workload.ts";

const configuration = `${folder}/.resource-planner.yaml`;
const milli = deployment.replace("128Mi", "128m");
const found = "quantity/milli-memory 128m";

test("a configuration on disk holds, and a change of it in the editor takes effect at once", limits, async () => {
  const text = "rules: { quantity/*: off }\n";
  const { editor } = await begin({}, { [web]: milli, [configuration]: text });
  await editor.open(web, milli);
  assert.deepEqual(await editor.codes(web), []);
  await editor.open(configuration, text);
  await editor.replace(configuration, "quantity/*", "quantity/negative");
  assert.deepEqual(await editor.codes(web), [found]);
  await editor.replace(configuration, "quantity/negative", "quantity/negatve");
  assert.deepEqual(await editor.codes(configuration), ["configuration/unknown-rule quantity/negatve"]);
});

test("a configuration that changes on disk takes effect", limits, async () => {
  const { editor, host } = await begin({}, { [web]: milli });
  await editor.open(web, milli);
  assert.deepEqual(await editor.codes(web), [found]);
  host.files.set(configuration, "rules: { quantity/*: off }\n");
  const { refreshes } = editor;
  await editor.fileChanged(configuration);
  await editor.until(() => editor.refreshes > refreshes);
  assert.deepEqual(await editor.codes(web), []);
});

test("the baseline that a configuration names is read, and followed", limits, async () => {
  const baseline = `${folder}/known/findings.json`;
  const path = "spec.template.spec.containers[web].resources.requests.memory";
  const known = { file: "../web.yaml", code: "quantity/milli-memory", object: "Deployment/default/web", path };
  const text = JSON.stringify({ schemaVersion: 1, findings: [known] });
  const files = { [web]: milli, [configuration]: "baseline: known/findings.json\n", [baseline]: text };
  const { editor, host } = await begin({}, files);
  await editor.open(web, milli);
  assert.deepEqual(await editor.codes(web), []);
  const { refreshes } = editor;
  host.files.delete(baseline);
  await editor.fileChanged(baseline, "deleted");
  await editor.until(() => editor.refreshes > refreshes);
  assert.deepEqual(await editor.codes(web), [found]);
  host.files.set(baseline, text);
  const before = editor.refreshes;
  await editor.fileChanged(baseline);
  await editor.until(() => editor.refreshes > before);
  assert.deepEqual(await editor.codes(web), []);
});

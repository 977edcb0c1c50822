import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "./connect.ts";
import { plain } from "./editor.ts";
import { FakeHost } from "./fakes.ts";

const folder = "file:///work";
const web = `${folder}/web.yaml`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web
          resources:
            requests:
              cpu: 500m
              memory: 128m
`;

test("diagnostics are pulled where the editor pulls, at once and without a plan", { timeout: 10_000 }, async () => {
  const editor = connect(new FakeHost());
  const { capabilities } = await editor.start({ folders: [folder] });
  assert.equal(capabilities.diagnosticProvider?.interFileDependencies, true);
  await editor.open(web, deployment);
  assert.deepEqual(await editor.codes(web), ["quantity/milli-memory 128m"]);
  assert.equal(editor.pushed.size, 0);
});

test("an edit changes the diagnostics; without one they are not sent again", { timeout: 10_000 }, async () => {
  const editor = connect(new FakeHost());
  await editor.start({ folders: [folder] });
  await editor.open(web, deployment);
  const first = await editor.pull(web);
  assert.equal((await editor.pull(web, first.resultId)).kind, "unchanged");
  await editor.replace(web, "128m", "128Mi");
  assert.deepEqual(await editor.codes(web), []);
});

test("diagnostics are pushed only where the editor does not pull, and go with the document", { timeout: 10_000 }, async () => {
  const editor = connect(new FakeHost());
  const { capabilities } = await editor.start({ folders: [folder], capabilities: plain });
  assert.equal(capabilities.diagnosticProvider, undefined);
  await editor.open(web, deployment);
  await editor.until(() => editor.pushed.has(web));
  assert.deepEqual(editor.pushedCodes(web), ["quantity/milli-memory 128m"]);
  await editor.close(web);
  await editor.until(() => editor.pushed.get(web)?.length === 0);
});

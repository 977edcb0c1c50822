import assert from "node:assert/strict";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { CheckThreads } from "../../server/src/node/check-threads.ts";
import { allFindings, createSnapshot, type Snapshot, snapshotOfFiles } from "../../server/src/workspace/snapshot.ts";
import { commandLine } from "../support/command-line.ts";
import { objects } from "../workspace/many-objects.ts";

/** With what concerns all files: a configuration, a kustomization with a patch, a custom kind, broken and odd files. */
const special: readonly (readonly [string, string])[] = [
  [".resource-planner.yaml", "rules: { quantity/milli-memory: error, resources/cpu-limit-missing: warning }\n"],
  ["team/kustomization.yaml", "namespace: built\nresources: [0.yaml, 5.yaml]\npatches: [{ path: patch.yaml }]\n"],
  ["team/patch.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: app-0 }\nspec: { replicas: x }\n"],
  ["broken.yaml", "a: [1\n---\nkind: Pod\n  bad: 1\n"],
  ["list.yaml", "apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Pod, metadata: { name: a } }]\n"],
  [
    "held.yaml",
    "# resource-planner-disable-file schema/*: known\napiVersion: v1\nkind: Pod\nspec: { contaners: [] }\n",
  ],
  ["empty.yaml", ""],
];

for (const threads of [1, 3]) {
  test(`${threads + 1} threads find what one finds`, async (t) => {
    const texts = new Map([...objects(40), ...special]);
    assert.deepEqual(
      allFindings(await checked(t, texts, threads)),
      allFindings(createSnapshot(texts, undefined, "/w/")),
    );
  });
}

test("what is added to files that were read is judged too", async (t) => {
  const texts = objects(20);
  const more = new Map(special);
  const whole = createSnapshot(new Map([...more, ...texts]), undefined, "/w/");
  assert.deepEqual(allFindings(await checked(t, texts, 1, more)), allFindings(whole));
});

test("few files are not shared out, and a thread that cannot work is done without", async () => {
  const texts = objects(20);
  assert.equal(await new CheckThreads(commandLine, { threads: 1 }).read(texts), undefined);
  assert.equal(await new CheckThreads(commandLine, { threads: 0, fewestFiles: 1 }).read(texts), undefined);
  const broken = new CheckThreads(path.join(import.meta.dirname, "none.ts"), { threads: 1, fewestFiles: 1 });
  assert.equal(await broken.read(texts), undefined);
  const snapshot = createSnapshot(texts);
  await broken.judge(snapshot);
  broken.end();
  assert.deepEqual(allFindings(snapshot), allFindings(createSnapshot(texts)));
});

async function checked(
  t: TestContext,
  texts: ReadonlyMap<string, string>,
  count: number,
  more: ReadonlyMap<string, string> = new Map(),
): Promise<Snapshot> {
  const threads = new CheckThreads(commandLine, { threads: count, fewestFiles: 2 });
  t.after(() => threads.end());
  const read = await threads.read(texts);
  assert.ok(read !== undefined);
  const known = snapshotOfFiles(read, undefined, "/w/");
  const snapshot = more.size === 0 ? known : createSnapshot(new Map([...more, ...texts]), known);
  await threads.judge(snapshot);
  return snapshot;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allFindings, createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { deployment } from "../rules/deployment.ts";

/** Documents that mean something to each other: whatever one of them says may change what another one is. */
const stream = [
  deployment("requests: { cpu: 100m, memory: 128m }").replace(
    "    spec:\n",
    "    spec:\n      priorityClassName: high\n",
  ),
  `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: high }
value: 1000
globalDefault: true
`,
  `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: wbe }
  minReplicas: 3
  maxReplicas: 5
`,
  deployment("limits: { cpu: 1, memmory: 1Gi }").replaceAll("web", "other").replace("spec:", "spec:\n  replcas: 2"),
  `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 1, selector: { matchLabels: { app: web } } }
`,
].join("---\n");

/** What somebody types: a piece of text in place of the characters before it. */
const typing = fc.array(
  fc.record({
    at: fc.nat(stream.length),
    removed: fc.nat(4),
    typed: fc.constantFrom("", "x", "0", " ", ":", "- ", "\n", "---\n", "\n---\nkind: PriorityClass\n", "{", "#"),
  }),
  { minLength: 1, maxLength: 8 },
);

test("after any typing a snapshot is what it would be had the text been read at once", () => {
  fc.assert(
    fc.property(typing, (keystrokes) => {
      let text = stream;
      let snapshot = createSnapshot(new Map([["a.yaml", text]]));
      for (const { at, removed, typed } of keystrokes) {
        text = text.slice(0, Math.max(0, at - removed)) + typed + text.slice(at);
        snapshot = createSnapshot(new Map([["a.yaml", text]]), snapshot);
        allFindings(snapshot);
      }
      const whole = createSnapshot(new Map([["a.yaml", text]]));
      assert.deepEqual(snapshot.files, whole.files);
      assert.deepEqual(snapshot.inventory, whole.inventory);
      assert.deepEqual(allFindings(snapshot), allFindings(whole));
    }),
    { numRuns: 80 },
  );
});

test("what a change has not touched is not read again", () => {
  const before = createSnapshot(new Map([["a.yaml", stream]]));
  const after = createSnapshot(new Map([["a.yaml", stream.replace("minAvailable: 1", "minAvailable: 2")]]), before);
  const containers = ({ inventory }: typeof before) => inventory.workloads.map((workload) => workload.containers);
  assert.equal(containers(after).length, 2);
  for (const [index, each] of containers(after).entries()) assert.equal(each, containers(before)[index]);
});

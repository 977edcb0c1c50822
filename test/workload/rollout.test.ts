import assert from "node:assert/strict";
import { test } from "node:test";
import { allFindings, createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { dedent } from "../support/fixture.ts";

const rollout = dedent(`
  apiVersion: argoproj.io/v1alpha1
  kind: Rollout
  metadata: { name: web, namespace: prod }
  spec:
    replicas: 3
    selector: { matchLabels: { app: web } }
    template:
      metadata: { labels: { app: web } }
      spec:
        containers: [{ name: web, image: web, resources: { requests: { cpu: 1, memory: 128m } } }]
    strategy: { canary: {} }
`);
const scaler = dedent(`
  ---
  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: { name: web, namespace: prod }
  spec: { scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web }, maxReplicas: 5 }
`);

test("a Rollout runs pods as a Deployment does", () => {
  const snapshot = createSnapshot(new Map([["a.yaml", rollout + scaler]]));
  const [workload, ...others] = snapshot.inventory.workloads;
  assert.deepEqual(others, []);
  assert.equal(workload?.id, "Rollout/prod/web");
  assert.equal(workload?.replicas.value, 3);
  assert.deepEqual(workload?.podLabels, { app: "web" });
  const codes = allFindings(snapshot).map(({ code }) => code);
  assert.ok(codes.includes("quantity/milli-memory"));
  assert.ok(!codes.some((code) => code.includes("dangling")), codes.join());
});

test("a Rollout of a Deployment's pods is no workload beside it", () => {
  const text = rollout.replace(
    / {2}template:[\s\S]*?(?= {2}strategy)/,
    "  workloadRef: { kind: Deployment, name: web }\n",
  );
  assert.ok(text.includes("workloadRef"));
  assert.deepEqual(createSnapshot(new Map([["a.yaml", text]])).inventory.workloads, []);
});

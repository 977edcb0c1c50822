import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { newPlanCaches, planWorkspace } from "../../server/src/node/plan-workspace.ts";
import type { Plan } from "../../server/src/plan/plan-data.ts";
import { allFindings, createSnapshot, withPlan } from "../../server/src/workspace/snapshot.ts";

/** Values in the places that plans are about: written, absent, wrong, or one below the other. */
const amount = fc.constantFrom("100m", "2", "1Gi", "64Mi", "lots", "-1", "0", '""');
const amounts = fc.dictionary(fc.constantFrom("cpu", "memory", "nvidia.com/gpu"), amount, { maxKeys: 3 });
const replicas = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });

test("where neither history nor pools are known, a plan that is not made finds what one that is made finds", async () => {
  const workload = fc.record({
    requests: amounts,
    limits: amounts,
    replicas,
    min: replicas,
    kind: fc.constantFrom("Deployment", "StatefulSet", "DaemonSet"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(workload, { minLength: 1, maxLength: 4 }), async (workloads) => {
      const texts = new Map(workloads.map((each, index) => [`${index}.yaml`, manifest(`app-${index}`, each)] as const));
      const [needed, whole] = await Promise.all([findings(texts, true), findings(texts, false)]);
      assert.deepEqual(needed, whole);
    }),
    { numRuns: 150 },
  );
});

async function findings(texts: ReadonlyMap<string, string>, findingsOnly: boolean): Promise<unknown> {
  const plan = await planWorkspace(
    { texts, options: { seed: 1 }, findingsOnly, history: async () => ({ series: [], files: [], findings: [] }) },
    newPlanCaches(),
    { stop: () => false, progress: () => {} },
  );
  assert.ok(isPlan(plan));
  return allFindings(withPlan(createSnapshot(texts), plan));
}

function isPlan(plan: Awaited<ReturnType<typeof planWorkspace>>): plan is Plan {
  return "workloads" in plan;
}

interface Written {
  readonly kind: string;
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly replicas: number | undefined;
  readonly min: number | undefined;
}

function manifest(name: string, { kind, requests, limits, replicas, min }: Written): string {
  const map = (values: Readonly<Record<string, string>>): string =>
    `{${Object.entries(values)
      .map(([resource, value]) => ` ${resource}: ${value}`)
      .join(",")} }`;
  const scaler =
    min === undefined
      ? ""
      : `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name} }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: ${name} }
  minReplicas: ${min}
  maxReplicas: 3
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
`;
  return `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name} }
spec:
${replicas === undefined ? "" : `  replicas: ${replicas}\n`}  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: example
          resources:
            requests: ${map(requests)}
            limits: ${map(limits)}
${scaler}`;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { planAdvice } from "../../server/src/plan/plan-advice.ts";
import { recommendedEdits } from "../../server/src/plan/recommended-edits.ts";
import { edited, type Manifests, manifestsOf } from "../rules/check-rules.ts";
import { changedPaths, leavesOf } from "../rules/leaves.ts";
import type { Use } from "./history-of.ts";
import { planOf } from "./plan-of.ts";

const gi = 2 ** 30;

/** The manifests after everything that their plan recommends is written. */
function applied(manifests: Manifests, uses: readonly Use[]): Manifests {
  const plan = planOf(new Map([...manifests.files].map(([file, { text }]) => [file, text])), uses);
  return manifestsOf(edited(manifests, recommendedEdits(manifests.files, manifests.inventory, planAdvice(plan))));
}

function textOf({ files }: Manifests): string {
  return [...files.values()].map(({ text }) => text).join("");
}

test("requests, bound limits, inserted blocks, replicas and the autoscaler's target are written together", () => {
  const before = manifestsOf(`
    #- web.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      replicas: 4
      template:
        spec:
          containers:
            - name: web # the site
              resources:
                requests: { cpu: "2", memory: 4Gi }
                limits: { memory: 4Gi }
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: api }
    spec:
      replicas: 8
      template:
        spec:
          containers:
            - name: api
    #- plan.yaml
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: { name: web }
    spec:
      scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
      minReplicas: 4
      maxReplicas: 8
      metrics:
        - type: Resource
          resource: { name: cpu, target: { type: Utilization, averageUtilization: 20 } }
    ---
    apiVersion: resource-planner.dev/v1
    kind: ResourcePlan
    metadata: { name: all }
    spec:
      workloads:
        - { ref: Deployment/default/api, serving: { requestsPerSecondPerReplica: 10 } }
  `);
  const uses = [
    { workload: "web", cpu: 0.8, memory: 4 * gi },
    { workload: "api", cpu: 0.4, memory: gi, requests: 20 },
  ];
  const after = applied(before, uses);
  const [one, two] = [before, after].map(
    ({ files }) =>
      new Map(
        [...files].flatMap(([file, source]) =>
          [...leavesOf(source)].map(([path, value]) => [`${file} ${path}`, value] as const),
        ),
      ),
  );
  const container = "spec template spec containers 0 resources";
  assert.deepEqual(changedPaths(one ?? new Map(), two ?? new Map()).toSorted(), [
    "plan.yaml 0 spec metrics 0 resource target averageUtilization",
    `web.yaml 0 ${container} limits memory`,
    `web.yaml 0 ${container} requests cpu`,
    `web.yaml 0 ${container} requests memory`,
    "web.yaml 1 spec replicas",
    `web.yaml 1 ${container} limits memory`,
    `web.yaml 1 ${container} requests cpu`,
    `web.yaml 1 ${container} requests memory`,
  ]);
  assert.match(textOf(after), /- name: web # the site\n/);
  assert.equal(textOf(applied(after, uses)), textOf(after));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { dedent } from "../support/fixture.ts";
import { inventoryOf, summaryOf } from "./inventory-of.ts";

function check(fixture: string, expected: string): void {
  assert.equal(summaryOf(inventoryOf(fixture).workloads), dedent(expected).trimEnd());
}

test("a Deployment with main, init and sidecar containers", () =>
  check(
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web, namespace: shop }
    spec:
      replicas: 3
      template:
        metadata: { labels: { app: web } }
        spec:
          initContainers:
            - name: migrate
              resources: { requests: { cpu: 1 } }
            - name: proxy
              restartPolicy: Always
              resources: { requests: { cpu: 50m, memory: 64Mi } }
          containers:
            - name: site
              resources:
                requests: { cpu: "250m", memory: 1Gi }
                limits: { memory: 2Gi, nvidia.com/gpu: 1 }
    `,
    `
    Deployment/shop/web x3 written app=web
      main site cpu 250m/- memory 1Gi/2Gi nvidia.com/gpu -/1
      init migrate cpu 1/-
      sidecar proxy cpu 50m/- memory 64Mi/-
    `,
  ));

const templated = (kind: string, apiVersion: string, spec: string) => `
    apiVersion: ${apiVersion}
    kind: ${kind}
    metadata: { name: a }
    spec: { ${spec} }
    `;
const pod = "template: { spec: { containers: [{ name: c }] } }";

for (const [kind, apiVersion, spec, head] of [
  ["StatefulSet", "apps/v1", `replicas: 0, ${pod}`, "x0 written"],
  ["ReplicaSet", "apps/v1", pod, "x1"],
  ["Deployment", "extensions/v1beta1", pod, "x1"],
  ["ReplicationController", "v1", `replicas: 2, ${pod}`, "x2 written"],
  ["DaemonSet", "apps/v1", pod, "per node"],
  ["Job", "batch/v1", pod, "x1 to completion"],
  ["Job", "batch/v1", `parallelism: 8, completions: 3, ${pod}`, "x3 written to completion"],
  ["CronJob", "batch/v1", `jobTemplate: { spec: { parallelism: 4, ${pod} } }`, "x4 written to completion"],
  ["Pod", "v1", "containers: [{ name: c }]", "x1"],
] as const) {
  test(`a ${kind} of ${apiVersion}: ${head}`, () =>
    check(
      templated(kind, apiVersion, spec),
      `
      ${kind}/default/a ${head}
        main c
      `,
    ));
}

test("kinds of other groups, and kinds that run no pods, are no workloads", () =>
  check(
    `
    apiVersion: batch.example.com/v1
    kind: Job
    metadata: { name: a }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: a }
    `,
    "",
  ));

test("replicas that are no count fall back to the API's default", () =>
  check(
    templated("Deployment", "apps/v1", `replicas: three, ${pod}`),
    `
    Deployment/default/a x1
      main c
    `,
  ));

test("values through aliases and merge keys are marked as shared, unreadable ones as such", () =>
  check(
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: a }
    spec:
      containers:
        - name: one
          resources: &usual
            requests: { cpu: 1 }
        - name: two
          resources: *usual
        - name: three
          resources:
            <<: *usual
            limits: { cpu: 2, memory: 1GB }
    `,
    `
    Pod/default/a x1
      main one cpu 1/-
      main two cpu 1*/-
      main three cpu 1*/2 memory -/1GB?
    `,
  ));

test("half-typed requests are absent", () =>
  check(
    `
    kind: Deployment
    metadata: { name: a }
    spec:
      replicas:
      template:
        spec:
          containers:
            - name: c
              resources:
                requests:
                  cpu:
                limits:
    `,
    `
    Deployment/default/a x1
      main c
    `,
  ));

test("a List's items, a generated name, and a status that is ignored", () =>
  check(
    `
    apiVersion: v1
    kind: List
    items:
      - apiVersion: batch/v1
        kind: Job
        metadata: { generateName: load- }
        spec: { template: { spec: { containers: [{ name: c }] } } }
        status: { active: 5 }
    `,
    `
    Job/default/load x1 to completion
      main c
    `,
  ));

test("priority: the pod's own, its class's, a built-in class's, the global default's", () =>
  check(
    `
    apiVersion: scheduling.k8s.io/v1
    kind: PriorityClass
    metadata: { name: high }
    value: 1000
    ---
    apiVersion: scheduling.k8s.io/v1
    kind: PriorityClass
    metadata: { name: usual }
    globalDefault: true
    value: 7
    ---
    { kind: Pod, metadata: { name: own }, spec: { priority: 5, priorityClassName: high } }
    ---
    { kind: Pod, metadata: { name: class }, spec: { priorityClassName: high } }
    ---
    { kind: Pod, metadata: { name: system }, spec: { priorityClassName: system-node-critical } }
    ---
    { kind: Pod, metadata: { name: unknown }, spec: { priorityClassName: elsewhere } }
    ---
    { kind: Pod, metadata: { name: none }, spec: {} }
    `,
    `
    Pod/default/own x1 priority 5
    Pod/default/class x1 priority 1000
    Pod/default/system x1 priority 2000001000
    Pod/default/unknown x1
    Pod/default/none x1 priority 7
    `,
  ));

test("what an autoscaler starts with counts where no replicas are written", () =>
  check(
    `
    kind: HorizontalPodAutoscaler
    metadata: { name: a }
    spec: { scaleTargetRef: { kind: Deployment, name: silent }, minReplicas: 4, maxReplicas: 9 }
    ---
    kind: HorizontalPodAutoscaler
    metadata: { name: b }
    spec: { scaleTargetRef: { kind: Deployment, name: written }, minReplicas: 4, maxReplicas: 9 }
    ---
    { kind: Deployment, metadata: { name: silent } }
    ---
    { kind: Deployment, metadata: { name: written }, spec: { replicas: 2 } }
    `,
    `
    Deployment/default/silent x4
    Deployment/default/written x2 written
    `,
  ));

test("what another workload runs is none of its own; what runs without its owner is", () => {
  const owned = (kind: string, name: string, ownerKind: string, owner: string) => `
    ---
    kind: ${kind}
    metadata:
      name: ${name}
      ownerReferences: [{ kind: ${ownerKind}, name: ${owner}, controller: true }]`;
  check(
    `
    { kind: Deployment, metadata: { name: web } }
    ---
    { kind: CronJob, metadata: { name: night } }
    ${owned("ReplicaSet", "web-5d9f", "Deployment", "web")}
    ${owned("Pod", "web-5d9f-x2x4", "ReplicaSet", "web-5d9f")}
    ${owned("Pod", "web-77aa-b2b4", "ReplicaSet", "web-77aa")}
    ${owned("Pod", "night-28000-abcde", "Job", "night-28000")}
    ${owned("Pod", "lonely-66-abcde", "ReplicaSet", "lonely-66")}
    `.replace(/^ {4}/gm, ""),
    `
    Deployment/default/web x1
    CronJob/default/night x1 to completion
    Pod/default/lonely-66-abcde x1
    `,
  );
});

test("of two workloads with one id the first is planned; nameless ones are only checked", () => {
  const { workloads, unplanned, findings } = inventoryOf(`
    #- base.yaml
    { kind: Deployment, metadata: { name: web }, spec: { replicas: 1 } }
    #- overlay.yaml
    { kind: Deployment, metadata: { name: web }, spec: { replicas: 5 } }
    ---
    { kind: Deployment, metadata: {} }
    ---
    { kind: Deployment, metadata: {} }
    `);
  assert.equal(summaryOf(workloads), "Deployment/default/web x1 written");
  assert.equal(
    summaryOf(unplanned),
    "Deployment/default/web x5 written\nDeployment/default/ x1\nDeployment/default/ x1",
  );
  assert.deepEqual(
    findings.map(({ code, severity, file, related }) => [code, severity, file, related?.[0]?.file]),
    [["workload/duplicate", "hint", "overlay.yaml", "base.yaml"]],
  );
});

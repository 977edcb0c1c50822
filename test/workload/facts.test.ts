import assert from "node:assert/strict";
import { test } from "node:test";
import { shareNamespace } from "../../server/src/workload/namespace.ts";
import { currentPodRequests, effectiveLimit, effectiveRequest } from "../../server/src/workload/pod-requests.ts";
import { inventoryOf } from "./inventory-of.ts";

test("what a LimitRange fills in", () => {
  const { workloads } = inventoryOf(`
    apiVersion: v1
    kind: LimitRange
    metadata: { name: all }
    spec: { limits: [{ type: Container, max: { cpu: 4 }, min: { memory: 10Mi }, default: { memory: 1Gi } }] }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      containers:
        - { name: nothing }
        - { name: limit, resources: { limits: { cpu: 2 } } }
        - { name: request, resources: { requests: { memory: 20Mi } } }
    `);
  const amounts = workloads
    .flatMap(({ containers }) => containers)
    .map((container) =>
      ["cpu", "memory"].map((resource) => [effectiveRequest(container, resource), effectiveLimit(container, resource)]),
    );
  assert.deepEqual(amounts, [
    [
      [4, 4],
      [2 ** 30, 2 ** 30],
    ],
    [
      [2, 2],
      [2 ** 30, 2 ** 30],
    ],
    [
      [4, 4],
      [20 * 2 ** 20, 2 ** 30],
    ],
  ]);
});

test("what a LimitRange fills in counts as requested, and decides the QoS class", () => {
  const range = (namespace: string, bounds: string) => `
    apiVersion: v1
    kind: LimitRange
    metadata: { name: all, namespace: ${namespace} }
    spec: { limits: [{ type: Container, ${bounds} }] }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: ${namespace} }
    spec:
      initContainers: [{ name: prepare, resources: { requests: { cpu: 3 } } }]
      containers: [{ name: web }, { name: log, resources: { requests: { cpu: 500m } } }]
    ---`;
  const { workloads } = inventoryOf(
    range("a", "defaultRequest: { cpu: 1, memory: 1Gi }") + range("b", "default: { cpu: 4, memory: 1Gi }"),
  );
  assert.deepEqual(
    workloads.map((workload) => [workload.qosClass, currentPodRequests(workload)]),
    [
      ["Burstable", { cpu: 3, memory: 2 * 2 ** 30 }],
      ["Burstable", { cpu: 4.5, memory: 2 * 2 ** 30 }],
    ],
  );
});

test("a LimitRange of another namespace fills in nothing, nor does one for pods", () => {
  const { workloads } = inventoryOf(`
    apiVersion: v1
    kind: LimitRange
    metadata: { name: all, namespace: other }
    spec: { limits: [{ type: Container, default: { cpu: 1 } }] }
    ---
    apiVersion: v1
    kind: LimitRange
    metadata: { name: all, namespace: shop }
    spec: { limits: [{ type: Pod, max: { cpu: 1 } }] }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: shop }
    spec: { containers: [{ name: web }] }
  `);
  assert.deepEqual(
    workloads.map(({ qosClass, containers }) => [qosClass, containers[0]?.defaults]),
    [["BestEffort", undefined]],
  );
});

test("targets of other autoscalers, Services and priority classes are facts", () => {
  const { verticalAutoscalers, scaledObjects, services, priorityClasses } = inventoryOf(`
    apiVersion: autoscaling.k8s.io/v1
    kind: VerticalPodAutoscaler
    metadata: { name: v }
    spec:
      targetRef: { kind: Deployment, name: web }
      resourcePolicy: { containerPolicies: [{ containerName: "*", controlledResources: [memory] }] }
    ---
    apiVersion: keda.sh/v1alpha1
    kind: ScaledObject
    metadata: { name: k }
    spec: { scaleTargetRef: { name: web }, maxReplicaCount: 7 }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: s }
    spec: { selector: { app: web } }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: by-hand }
    spec: {}
    ---
    apiVersion: scheduling.k8s.io/v1
    kind: PriorityClass
    metadata: { name: high }
    value: 10
    `);
  assert.deepEqual(
    verticalAutoscalers.map(({ target, updates, resources }) => [target, updates, resources]),
    [["Deployment/default/web", true, ["memory"]]],
  );
  assert.deepEqual(
    scaledObjects.map(({ target, min, max }) => [target, min, max]),
    [["Deployment/default/web", 0, 7]],
  );
  assert.deepEqual(
    services.map(({ name, selector }) => [name, selector]),
    [["s", { app: "web" }]],
  );
  assert.deepEqual(priorityClasses, ["high"]);
});

test("documents without a namespace share one only within a folder", () => {
  const { workloads } = inventoryOf(`
#- a/one.yaml
apiVersion: v1
kind: Pod
metadata: { name: one }
#- a/two.yaml
apiVersion: v1
kind: Pod
metadata: { name: two }
#- b/three.yaml
apiVersion: v1
kind: Pod
metadata: { name: three }
#- b/four.yaml
apiVersion: v1
kind: Pod
metadata: { name: four, namespace: default }
`);
  const [one, ...others] = workloads.map(({ document }) => document);
  assert.deepEqual(
    others.map((other) => one !== undefined && shareNamespace(one, other)),
    [true, false, false],
  );
});

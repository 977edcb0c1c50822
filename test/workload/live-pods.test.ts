import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf, summaryOf } from "./inventory-of.ts";

interface LivePod {
  readonly name: string;
  readonly owner?: string;
  readonly labels?: string;
  readonly node?: string;
  readonly phase?: string;
  readonly cpu?: string;
  readonly spec?: string;
}

function pod({ name, owner, labels = "", node, phase = "Running", cpu = "1", spec = "" }: LivePod): string {
  const [kind, ownerName] = owner?.split("/") ?? [];
  const references =
    kind === undefined ? "" : `, ownerReferences: [{ kind: ${kind}, name: ${ownerName}, controller: true }]`;
  const place = node === undefined ? "" : `nodeName: ${node}, `;
  return `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: shop, labels: { ${labels} }${references} }, spec: { ${place}${spec} containers: [{ name: app, resources: { requests: { cpu: ${cpu} } } }] }, status: { phase: ${phase} } }`;
}

const node = (name: string, spec = "") =>
  `{ apiVersion: v1, kind: Node, metadata: { name: ${name} }, spec: { ${spec} }, status: { allocatable: { cpu: 4, memory: 8Gi } } }`;

const list = (...items: readonly string[]) =>
  `apiVersion: v1\nkind: List\nitems:\n${items.map((item) => `  - ${item}\n`).join("")}`;

function check(pods: readonly LivePod[], expected: string): void {
  const { workloads, unplanned } = inventoryOf(list(...pods.map(pod)));
  assert.equal(summaryOf(workloads), expected.replace(/^\n/, ""));
  assert.deepEqual(unplanned, []);
}

test("pods of a Deployment or a Rollout are known by the hash in their ReplicaSet's name", () =>
  check(
    [
      { name: "web-5d-a", owner: "ReplicaSet/web-5d", labels: "pod-template-hash: 5d" },
      { name: "api-6f-a", owner: "ReplicaSet/api-6f", labels: "rollouts-pod-template-hash: 6f" },
      { name: "old-a", owner: "ReplicaSet/old-x" },
      { name: "web-5d-b", owner: "ReplicaSet/web-5d", labels: "pod-template-hash: 5d" },
    ],
    `
Deployment/shop/web x2 pod-template-hash=5d
  main app cpu 1/-
Rollout/shop/api x1 rollouts-pod-template-hash=6f
  main app cpu 1/-
ReplicaSet/shop/old-x x1
  main app cpu 1/-`,
  ));

test("pods of a StatefulSet, a Job, a CronJob, of no one, and of something unknown", () =>
  check(
    [
      { name: "db-0", owner: "StatefulSet/db" },
      { name: "db-1", owner: "StatefulSet/db" },
      { name: "copy-x", owner: "Job/copy" },
      { name: "night-29001234-x", owner: "Job/night-29001234" },
      { name: "bare" },
      { name: "train-x", owner: "PyTorchJob/train" },
    ],
    `
StatefulSet/shop/db x2
  main app cpu 1/-
Job/shop/copy x1 to completion
  main app cpu 1/-
CronJob/shop/night x1 to completion
  main app cpu 1/-
Pod/shop/bare x1
  main app cpu 1/-
Pod/shop/train x1
  main app cpu 1/-`,
  ));

test("what has ended is left out, what waits counts", () =>
  check(
    [
      { name: "db-0", owner: "StatefulSet/db", phase: "Succeeded" },
      { name: "db-1", owner: "StatefulSet/db", phase: "Pending" },
      { name: "gone", phase: "Failed" },
    ],
    `
StatefulSet/shop/db x1
  main app cpu 1/-`,
  ));

test("most pods of an owner that differ keep its name, the others go by that of their first", () =>
  check(
    [
      { name: "db-0", owner: "StatefulSet/db", cpu: "500m" },
      { name: "db-1", owner: "StatefulSet/db" },
      { name: "db-2", owner: "StatefulSet/db" },
    ],
    `
Pod/shop/db-0 x1
  main app cpu 500m/-
StatefulSet/shop/db x2
  main app cpu 1/-`,
  ));

test("a pod that was written and never created stays as it is", () => {
  const [workload] = inventoryOf("{ kind: Pod, metadata: { name: a }, spec: { containers: [] } }").workloads;
  assert.equal(workload?.running, undefined);
});

test("a DaemonSet's pods, and static ones, take room on the nodes that they are on or wait for", () => {
  const named = (name: string) =>
    `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: metadata.name, operator: In, values: [${name}] }] }] } } },`;
  const { workloads, supply } = inventoryOf(
    list(
      pod({ name: "log-a", owner: "DaemonSet/log", node: "n1", spec: named("n1") }),
      pod({ name: "log-b", owner: "DaemonSet/log", phase: "Pending", spec: named("n2") }),
      pod({ name: "proxy-n1", owner: "Node/n1", node: "n1" }),
      pod({ name: "proxy-n3", owner: "Node/n3", node: "n3" }),
      node("n1"),
      node("n2"),
      node("n3"),
      node("n4"),
      node("n5"),
    ),
  );
  assert.deepEqual(
    workloads.map(({ id, perNode, running, constraints }) => [
      id,
      perNode,
      running,
      constraints.requiredTerms?.[0]?.[0]?.values,
    ]),
    [
      ["DaemonSet/shop/log", true, { n1: 1 }, ["n1", "n2"]],
      ["Pod/shop/proxy", true, { n1: 1, n3: 1 }, ["n1", "n3"]],
    ],
  );
  assert.deepEqual(
    supply.pools.map(({ nodeNames, nodes }) => [nodeNames.join("+"), nodes.min, nodes.max]),
    [
      ["n1", 0, 1],
      ["n2", 0, 1],
      ["n3", 0, 1],
      ["n4+n5", 0, 2],
    ],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { planToJson } from "../../server/src/plan/to-json.ts";
import { planOf } from "./plan-of.ts";

const list = (items: readonly object[]) => JSON.stringify({ apiVersion: "v1", kind: "List", items });

const node = (name: string, spec: object = {}) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name, labels: { "kubernetes.io/hostname": name } },
  spec,
  status: { allocatable: { cpu: "4", memory: "8Gi", pods: "110" } },
});

const pod = (name: string, nodeName: string | undefined, cpu = "1") => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name,
    namespace: "shop",
    labels: { "pod-template-hash": "5d" },
    ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-5d", controller: true }],
  },
  spec: {
    ...(nodeName !== undefined && { nodeName }),
    containers: [{ name: "app", resources: { requests: { cpu, memory: "1Gi" } } }],
  },
  status: { phase: nodeName === undefined ? "Pending" : "Running" },
});

/** Four pods on three nodes, one pod that waits, and a cordoned node. */
const files = new Map([
  [
    "pods.json",
    list([pod("web-a", "n1"), pod("web-b", "n2"), pod("web-c", "n3"), pod("web-d", "n3"), pod("web-e", undefined)]),
  ],
  ["nodes.json", list([node("n1"), node("n2"), node("n3"), node("n4", { unschedulable: true })])],
]);

test("a fleet of pods and nodes is placed on as few of its nodes as do, beside what runs today", () => {
  const plan = planOf(files, []);
  assert.deepEqual(
    plan.workloads.map(({ sizing, placed, unplaced }) => [sizing.workload, placed, unplaced]),
    [["Deployment/shop/web", 5, 0]],
  );
  assert.deepEqual(plan.totals.nodes, { current: 3, planned: 2 });
  assert.deepEqual(plan.totals.utilization["cpu"], 5 / 8);
  const { objective, cost, bound, gap } = plan.allocation.solution;
  assert.deepEqual([objective, cost, bound, gap], ["nodes", 2, 2, 0]);
  assert.deepEqual(
    plan.allocation.nodes.map(({ pods }) => pods[0]?.count),
    [4, 1],
  );
  assert.ok(plan.notes.includes("1 pod waits for a node; today's cost and nodes are those of the rest."));
  assert.ok(plan.notes.includes("The pods need 2 of the 3 nodes that exist and are not cordoned: 1 could be emptied."));
});

test("the JSON of a fleet's plan has its placement, bound and gap", () => {
  const json: unknown = planToJson(planOf(files, []), () => {
    throw new Error("A fleet without history has no findings.");
  });
  const text = JSON.stringify(json);
  for (const part of ['"gap":0', '"bound":2', '"placements":[{"node":"n1"']) assert.ok(text.includes(part), part);
});

test("a fleet that is full keeps its nodes", () => {
  const full = new Map([
    ["pods.json", list([pod("web-a", "n1", "4"), pod("web-b", "n2", "4")])],
    ["nodes.json", list([node("n1"), node("n2")])],
  ]);
  const plan = planOf(full, []);
  assert.deepEqual(plan.totals.nodes, { current: 2, planned: 2 });
  assert.ok(!plan.notes.some((note) => note.includes("could be emptied")));
});

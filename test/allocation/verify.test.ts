import { equal, match, ok } from "node:assert/strict";
import { test } from "node:test";
import { allocate } from "../../server/src/allocation/allocate.ts";
import type {
  Allocation,
  AllocationRequest,
  PlacedNode,
  Proof,
  Solution,
} from "../../server/src/allocation/allocation.ts";
import { verifyAllocation } from "../../server/src/allocation/verify.ts";
import { policy, requestOf } from "./fleet.ts";

const request = requestOf(`
  pool general: cpu 4, memory 16Gi; nodes 1..3; price 1; names worker-7
  pool gpu: cpu 8, memory 64Gi, nvidia.com/gpu 2; price 4; taint gpu
  daemon logs: cpu 100m, memory 100Mi
  pod api x5: cpu 1, memory 2Gi
  pod llm x1: cpu 2, nvidia.com/gpu 2; tolerate gpu
  pod huge x2: cpu 32
`);
const valid = allocationOf(request);

function allocationOf(of: AllocationRequest): Allocation {
  const allocation = allocate(of);
  ok(!("refused" in allocation));
  return allocation;
}

/** The first complaint about an allocation that was changed by hand. */
function complaint(change: (allocation: Allocation) => Allocation, of: AllocationRequest = request): string {
  const before = of === request ? valid : allocationOf(of);
  equal(verifyAllocation(of, before).join("\n"), "");
  return verifyAllocation(of, change(before)).join("\n");
}

function changeNode(name: string, change: (node: PlacedNode) => PlacedNode): (allocation: Allocation) => Allocation {
  return (allocation) => ({
    ...allocation,
    nodes: allocation.nodes.map((node) => (node.name === name ? change(node) : node)),
  });
}

function changeSolution(change: Partial<Solution>): (allocation: Allocation) => Allocation {
  return (allocation) => ({ ...allocation, solution: { ...allocation.solution, ...change } });
}

test("a node beyond its capacity", () => {
  const overfull = changeNode("worker-7", ({ pods, ...node }) => ({
    ...node,
    pods: pods.map((each) => (each.workload === "api" ? { ...each, count: 5 } : each)),
  }));
  match(complaint(overfull), /node worker-7 holds 5.1 of cpu, but offers 4/);
});

test("a sum that is not what the node runs", () => {
  const wrong = changeNode("worker-7", (node) => ({ ...node, allocated: { ...node.allocated, cpu: 1 } }));
  match(complaint(wrong), /says it holds 1 of cpu, but holds 3.1/);
});

test("a pod on a node that does not admit it", () => {
  const misplaced = changeNode("gpu-1", (node) => ({ ...node, pods: [...node.pods, { workload: "api", count: 1 }] }));
  match(complaint(misplaced), /node gpu-1 does not admit api/);
});

test("pods that were not asked for, that are halved, or that are lost", () => {
  const foreign = changeNode("gpu-1", (node) => ({ ...node, pods: [{ workload: "other", count: 1 }] }));
  match(complaint(foreign), /runs other, which was not asked for/);
  const halved = changeNode("gpu-1", (node) => ({ ...node, pods: [{ workload: "llm", count: 0.5 }] }));
  match(complaint(halved), /runs 0.5 pods of llm/);
  match(
    complaint((allocation) => ({ ...allocation, unplaced: [] })),
    /of 2 pods of huge, 0 are placed and 0 are not/,
  );
});

test("a node without its DaemonSet, or with two", () => {
  const without = changeNode("worker-7", (node) => ({
    ...node,
    pods: node.pods.filter(({ workload }) => workload !== "logs"),
  }));
  match(complaint(without), /node worker-7 lacks the DaemonSet logs/);
  const twice = changeNode("worker-7", (node) => ({
    ...node,
    pods: node.pods.map((each) => (each.workload === "logs" ? { ...each, count: 2 } : each)),
  }));
  match(complaint(twice), /runs 2 pods of the DaemonSet logs/);
});

test("too few or too many nodes, two of one name, and one that stands in for a node that exists", () => {
  match(
    complaint((allocation) => ({ ...allocation, nodes: allocation.nodes.filter(({ pool }) => pool !== "general") })),
    /pool general has 0 nodes, fewer than 1/,
  );
  const more = (allocation: Allocation): Allocation => ({
    ...allocation,
    nodes: [...allocation.nodes, ...allocation.nodes],
  });
  match(complaint(more), /two nodes are called worker-7/);
  match(complaint(more), /pool general has 4 nodes, more than 3/);
  const renamed = changeNode("worker-7", (node) => ({ ...node, name: "general-9" }));
  match(complaint(renamed), /pool general has another node in place of worker-7/);
  const elsewhere = changeNode("gpu-1", (node) => ({ ...node, pool: "tpu" }));
  match(complaint(elsewhere), /node gpu-1 is of a pool tpu that does not exist/);
});

test("a cost, a gap or a claim of proof that is not so", () => {
  match(complaint(changeSolution({ cost: 5 })), /the cost is said to be 5, but is 6/);
  match(complaint(changeSolution({ gap: 0.5 })), /the gap is said to be 0.5, but is/);
  match(complaint(changeSolution({ bound: 3, gap: 1, proven: true })), /a gap of 1 is said to be none/);
});

test("a bound that the prices do not prove", () => {
  const lowered: Proof = { prices: { general: { cpu: 0.1 }, gpu: {} } };
  match(
    complaint((allocation) => ({ ...allocation, proof: lowered })),
    /the bound 6 is not proven: only/,
  );
  const negative: Proof = { prices: { general: { cpu: -1 }, gpu: {} } };
  match(
    complaint((allocation) => ({ ...allocation, proof: negative })),
    /the bound 6 is not proven/,
  );
  const { proof: _, ...unproven } = valid;
  match(
    complaint(() => unproven),
    /nothing proves the bound 6/,
  );
  const split: Proof = { pool: "nowhere", nodes: 1, upTo: lowered, above: lowered };
  match(
    complaint((allocation) => ({ ...allocation, proof: split })),
    /is not proven/,
  );
});

test("a bound of served demand that the prices do not prove", () => {
  const fixed = requestOf(
    `
    pool fixed: cpu 3; nodes 2..2
    pod vital x2: cpu 2; priority 9
    pod small x5: cpu 1
    `,
    { policy: policy({ objective: "servedDemand" }) },
  );
  const wrong = complaint((allocation) => ({ ...allocation, proof: { prices: {}, priorities: [] } }), fixed);
  match(wrong, /that at most 4 replicas can be served is not proven: 7/);
});

test("shapes or pools that share a name cannot be told apart", () => {
  const twice = {
    ...request,
    shapes: [...request.shapes, ...request.shapes],
    pools: [...request.pools, ...request.pools],
  };
  const problems = verifyAllocation(twice, valid).join("\n");
  match(problems, /two workloads are called api/);
  match(problems, /two pools are called gpu/);
});

import type { Allocation, PlacedNode } from "../allocation/allocation.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts, Workload } from "../workload/workload.ts";
import type { SizedWorkload } from "./plan-shapes.ts";

/** What runs where before the plan: as it was seen, or as today's values would be packed. */
export type Today = Pick<Allocation, "nodes" | "unplaced">;

/** Whether it is known where the workload's pods run. */
export function isRunning({ running }: Workload): boolean {
  return running !== undefined;
}

/**
 * Where the pods of a fleet run, on all nodes that exist and are not cordoned; undefined where nobody has told. Pods
 * without a node are unplaced; those on cordoned nodes are neither.
 */
export function runningToday({ supply }: Inventory, sized: readonly SizedWorkload[]): Today | undefined {
  if (supply.source !== "Node" || !sized.some(({ workload }) => isRunning(workload))) return undefined;
  const byNode = podsByNode(sized);
  const nodes = supply.pools.flatMap((pool) => pool.nodeNames.map((name) => nodeToday(pool, name, byNode.get(name))));
  const unplaced = sized.flatMap(({ workload, sizing }) => {
    const count = workload.perNode ? 0 : sizing.replicas.current - sum(Object.values(workload.running ?? {}));
    return count <= 0 ? [] : [{ workload: workload.id, count, binding: "nodes", reason: "waits for a node" }];
  });
  return { nodes, unplaced };
}

type PodsOnNode = readonly { readonly sized: SizedWorkload; readonly count: number }[];

function podsByNode(sized: readonly SizedWorkload[]): ReadonlyMap<string, PodsOnNode> {
  const byNode = new Map<string, PodsOnNode[number][]>();
  for (const each of sized) {
    for (const [node, count] of Object.entries(each.workload.running ?? {})) {
      const pods = byNode.get(node) ?? [];
      pods.push({ sized: each, count });
      byNode.set(node, pods);
    }
  }
  return byNode;
}

function nodeToday(pool: NodePool, name: string, pods: PodsOnNode = []): PlacedNode {
  return {
    name,
    pool: pool.name,
    pods: pods.map(({ sized, count }) => ({ workload: sized.workload.id, count })),
    allocated: allocatedBy(pods),
  };
}

function allocatedBy(pods: PodsOnNode): Amounts {
  const total = new Map<string, number>([["pods", sum(pods.map(({ count }) => count))]]);
  for (const { sized, count } of pods) {
    for (const [resource, amount] of Object.entries(sized.sizing.currentPodRequests))
      total.set(resource, (total.get(resource) ?? 0) + count * amount);
  }
  return Object.fromEntries(total);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

import type { Allocation } from "../allocation/allocation.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts, ResourceName } from "../workload/workload.ts";
import type { PlannedPool, PlannedWorkload, PlanTotals } from "./plan-data.ts";

/** R, C and what became of them: sums over the planned workloads and nodes. `current` is the packing of today's values. */
export function planTotals(
  workloads: readonly PlannedWorkload[],
  pools: readonly PlannedPool[],
  current: { readonly nodes: number; readonly costPerHour: number | null },
): PlanTotals {
  const allocated = sumOf(pools.map(({ allocated }) => allocated));
  const unmet = sumOf(workloads.map(({ sizing, unplaced }) => scaled(withPod(sizing.podRequests), unplaced)));
  const capacity = sumOf(pools.map(({ allocatable, nodes }) => scaled(allocatable, nodes)));
  return {
    demand: sumOf([allocated, unmet]),
    capacity,
    allocated,
    utilization: shares(allocated, capacity),
    unmet: positive(unmet),
    costPerHour: { current: current.costPerHour, planned: totalCost(pools) },
    nodes: { current: current.nodes, planned: pools.reduce((sum, { nodes }) => sum + nodes, 0) },
  };
}

/** Each pool with the nodes that an allocation uses of it. */
export function plannedPools(pools: readonly NodePool[], { nodes }: Pick<Allocation, "nodes">): readonly PlannedPool[] {
  return pools.map((pool) => {
    const used = nodes.filter((node) => node.pool === pool.name);
    const allocated = sumOf(used.map((node) => node.allocated));
    return {
      pool,
      nodes: used.length,
      allocatable: pool.allocatable,
      allocated,
      utilization: shares(allocated, scaled(pool.allocatable, used.length)),
      costPerHour: pool.pricePerHour === null ? null : pool.pricePerHour * used.length,
    };
  });
}

/** What the nodes in use cost; null where the price of one of them is not known. */
export function totalCost(pools: readonly PlannedPool[]): number | null {
  if (pools.every(({ costPerHour }) => costPerHour === null)) return null;
  const used = pools.filter(({ nodes }) => nodes > 0);
  if (used.some(({ costPerHour }) => costPerHour === null)) return null;
  return used.reduce((sum, { costPerHour }) => sum + (costPerHour ?? 0), 0);
}

/** A pod takes one of the pods that a node can run. */
function withPod(requests: Amounts): Amounts {
  return { ...requests, pods: 1 };
}

function sumOf(amounts: readonly Amounts[]): Amounts {
  const total = new Map<ResourceName, number>();
  for (const [resource, amount] of amounts.flatMap((each) => Object.entries(each))) {
    total.set(resource, (total.get(resource) ?? 0) + amount);
  }
  return Object.fromEntries(total);
}

function scaled(amounts: Amounts, factor: number): Amounts {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, amount * factor]));
}

function shares(part: Amounts, whole: Amounts): Amounts {
  const offered = Object.entries(whole).filter(([, amount]) => amount > 0);
  return Object.fromEntries(offered.map(([resource, amount]) => [resource, (part[resource] ?? 0) / amount]));
}

function positive(amounts: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount > 0));
}

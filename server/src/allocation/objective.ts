import type { NodePool } from "../workload/supply.ts";
import type { AllocationRequest, Solution } from "./allocation.ts";

/** What is minimized, and what one node takes from it. */
export interface Objective {
  readonly name: Solution["objective"];
  readonly price: (pool: NodePool) => number;
}

/**
 * The objective that can be pursued: cost needs a price for every pool whose number of nodes is open. Without prices
 * nodes are counted, or, where no pool can grow and nothing is left to decide but who is served, served demand.
 */
export function objectiveOf({ policy, pools }: AllocationRequest): Objective {
  const growing = pools.filter(({ nodes }) => nodes.max > nodes.min);
  const isPriced = growing.every(({ pricePerHour }) => pricePerHour !== null);
  const byPrice = ({ pricePerHour }: NodePool): number => Math.max(0, pricePerHour ?? 0);
  const byCount = (): number => 1;
  if (policy.objective === "nodes") return { name: "nodes", price: byCount };
  if (policy.objective === "servedDemand") return { name: "servedDemand", price: isPriced ? byPrice : byCount };
  if (!isPriced) return { name: "nodes", price: byCount };
  const hasPrices = pools.some(({ pricePerHour }) => pricePerHour !== null);
  return { name: hasPrices || pools.length === 0 ? "cost" : "servedDemand", price: byPrice };
}

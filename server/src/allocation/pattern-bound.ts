import type { Proof } from "./allocation.ts";
import type { Demand, Fleet } from "./fleet.ts";
import { isHosted } from "./fleet.ts";
import type { Instance } from "./instance.ts";
import { bestPattern, equalWeights, sharpenWeights } from "./pattern.ts";

/** A bound that prices of pods prove, and the proof. */
export interface PatternBound {
  readonly bound: number;
  readonly proof: Proof;
}

/**
 * The bound of Gilmore and Gomory's program: where no contents of a node are worth more than the node costs, all pods
 * together are worth at most what any placement costs. Given what pods are worth, contents of each pool's nodes are
 * searched for the most valuable; what is worth too much is lowered for all items that the pool can host (Farley).
 * Source: A. A. Farley, A note on bounding a class of linear programming problems, 1990.
 */
export function patternBound(
  instance: Instance,
  fleet: Fleet,
  demand: Demand,
  value: ArrayLike<number>,
): PatternBound | undefined {
  // What exists in any case costs nothing more, so that no worth above 0 is proven by it.
  if (fleet.price.some((price) => price <= 0)) return undefined;
  const weights = equalWeights(fleet);
  const most = Float64Array.from({ length: fleet.pools }, (_, pool) => {
    const question = { pool, demand, value, weights: weights[pool] ?? new Float64Array(), steps: provingSteps };
    sharpenWeights(fleet, question);
    return bestPattern(fleet, question).most;
  });
  const worth = new Float64Array(fleet.items);
  let bound = 0;
  for (const [k, item] of demand.items.entries()) {
    let excess = 0;
    for (let pool = 0; pool < fleet.pools; pool++) {
      const price = fleet.price[pool] ?? 0;
      if (isHosted(fleet, item, pool)) excess = Math.max(excess, (most[pool] ?? 0) / price);
    }
    // A little below, so that sums in another order prove it too.
    worth[item] = excess > 0 ? ((value[item] ?? 0) / excess) * (1 - 1e-9) : 0;
    bound += (demand.counts[k] ?? 0) * (worth[item] ?? 0);
  }
  return { bound, proof: patternProof(instance, fleet, worth, weights) };
}

/** Steps of the search in each pool; within them it ends for nodes of some ten pods. */
const provingSteps = 200_000;

function patternProof(
  { items, pools, resources }: Instance,
  fleet: Fleet,
  worth: Float64Array,
  weights: readonly Float64Array[],
): Proof {
  const pods = items.flatMap(({ members }, item) =>
    members.map(({ shape }) => [shape.workload, worth[item] ?? 0] as const),
  );
  const prices = pools.map(({ pool }, p) => {
    // Weights of scaled amounts; a whole node weighs 1, so that they are parts of the node's price.
    const amounts = resources.map((resource, r) => {
      const whole = fleet.capacity[p * fleet.resources + r] ?? 0;
      return [resource, (weights[p]?.[r] ?? 0) * whole] as const;
    });
    return [pool.name, Object.fromEntries(amounts)] as const;
  });
  return { pods: Object.fromEntries(pods), weights: Object.fromEntries(prices) };
}

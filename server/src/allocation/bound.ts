import type { Instance, Item, Pool } from "./instance.ts";

/** How many nodes each pool may have, by pool. */
export interface Box {
  readonly least: readonly number[];
  readonly most: readonly number[];
}

/** What a whole node's worth of a resource costs, by pool and resource. Any prices prove some bound. */
export type NodePrices = readonly Float64Array[];

/** What it is worth that pods of this priority and above get the replicas that they got. */
export interface PriorityWorth {
  readonly priority: number;
  readonly served: number;
  readonly worth: number;
}

/**
 * No placement of every item within the box costs less. By weak duality, for any prices π ≥ 0 of a node's resources:
 * an item pays at least what it costs where it is cheapest, and a pool returns its price less what its resources bring,
 * for the fewest nodes if that is a cost and for the most if it is a gain:
 *
 *     Σ_i count_i · min_p Σ_r π_pr · request_ir / capacity_pr  +  Σ_p min over nodes n of (price_p − Σ_r π_pr) · n
 *
 * Placements on real nodes are a part of what the relaxation allows, so its bound is theirs too.
 */
export function costBound({ items, pools }: Instance, { least, most }: Box, prices: NodePrices): number {
  const paid = items.reduce((sum, item) => sum + item.count * cheapestPlace(item, pools, prices), 0);
  const returned = pools.reduce((sum, { price }, p) => {
    const rest = price - total(prices[p]);
    return sum + rest * (rest > 0 ? (least[p] ?? 0) : (most[p] ?? 0));
  }, 0);
  return paid + returned;
}

/**
 * No placement serves more replicas while it serves as many of each priority and above as are served: the dual of the
 * same relaxation, with every node that may be had. As above, any prices and worths ≥ 0 prove some bound.
 */
export function servedBound(
  { items, pools }: Instance,
  prices: NodePrices,
  priorities: readonly PriorityWorth[],
): number {
  const capacity = pools.reduce((sum, { max }, p) => sum + max * total(prices[p]), 0);
  const gained = items.reduce((sum, item) => {
    if (item.hosts.length === 0) return sum;
    const value = priorities.reduce((all, { priority, worth }) => all + (item.priority >= priority ? worth : 0), 1);
    return sum + item.count * Math.max(0, value - cheapestPlace(item, pools, prices));
  }, 0);
  return capacity + gained - priorities.reduce((sum, { served, worth }) => sum + worth * served, 0);
}

/** What one pod pays in the pool where it pays least; 0 for one that no pool hosts. */
function cheapestPlace({ hosts, request }: Item, pools: readonly Pool[], prices: NodePrices): number {
  if (hosts.length === 0) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const p of hosts) {
    const capacity = pools[p]?.capacity ?? request;
    let cost = 0;
    for (let r = 0; r < request.length; r++) {
      const asked = request[r] ?? 0;
      if (asked > 0) cost += ((prices[p]?.[r] ?? 0) * asked) / (capacity[r] ?? 0);
    }
    least = Math.min(least, cost);
  }
  return least;
}

function total(amounts: Float64Array | undefined): number {
  return amounts?.reduce((sum, amount) => sum + amount, 0) ?? 0;
}

/** The best bound that a single resource gives: the pools' nodes priced by it alone. No solver is needed. */
export function volumePrices(instance: Instance, box: Box): NodePrices {
  const candidates = instance.resources.map((_, resource) =>
    instance.pools.map(({ price, capacity }) =>
      Float64Array.from(capacity, (whole, r) => (r === resource && whole > 0 ? price : 0)),
    ),
  );
  const none = instance.pools.map(({ capacity }) => new Float64Array(capacity.length));
  return candidates.reduce(
    (best, prices) => (costBound(instance, box, prices) > costBound(instance, box, best) ? prices : best),
    none,
  );
}

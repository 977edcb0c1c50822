import { type Bin, cheapestHost, type Demand, type Fleet, isHosted, roomFor, takeRoom } from "./fleet.ts";

/** How to fill bins: which item first, and which pool to open when no open node has room. */
export interface Filling {
  /** Larger goes first. */
  readonly size: (item: number) => number;
  /**
   * The pool where a pod's dominant share of a node costs least, or the one where a new node costs least for each pod
   * that it takes of those still to come.
   */
  readonly opening: "share" | "pods";
}

/** Nodes under construction: what is free of each is kept in one array. */
interface OpenBins {
  readonly pools: number[];
  readonly free: number[];
  readonly items: number[][];
  readonly counts: number[][];
  /** Nodes by pool, indexes into the arrays above. */
  readonly byPool: number[][];
}

/**
 * First-fit decreasing, then each node becomes one of the cheapest pool that holds what is on it. Undefined where the
 * pods do not fit into the nodes that may be opened.
 */
export function refill(
  fleet: Fleet,
  demand: Demand,
  most: readonly number[],
  { size, opening }: Filling,
): readonly Bin[] | undefined {
  const order = [...demand.items.keys()].sort(
    (a, b) => size(demand.items[b] ?? 0) - size(demand.items[a] ?? 0) || a - b,
  );
  const byPool = Array.from({ length: fleet.pools }, (): number[] => []);
  const bins: OpenBins = { pools: [], free: [], items: [], counts: [], byPool };
  for (const [turn, at] of order.entries()) {
    const item = demand.items[at] ?? 0;
    let left = placeInOpen(fleet, bins, item, demand.counts[at] ?? 0);
    while (left > 0) {
      const pool =
        opening === "share"
          ? cheapestByShare(fleet, bins, most, item)
          : cheapestByPods(fleet, bins, most, { demand, order, turn, left });
      if (pool === undefined) return undefined;
      openBin(fleet, bins, pool);
      left -= place(fleet, bins, bins.pools.length - 1, item, left);
    }
  }
  return downsized(fleet, bins, most);
}

function openBin({ capacity, resources }: Fleet, bins: OpenBins, pool: number): void {
  bins.byPool[pool]?.push(bins.pools.length);
  bins.pools.push(pool);
  bins.items.push([]);
  bins.counts.push([]);
  for (let r = 0; r < resources; r++) bins.free.push(capacity[pool * resources + r] ?? 0);
}

/** Puts pods of an item on a node, as many as it has room for, and says how many. */
function place(fleet: Fleet, bins: OpenBins, bin: number, item: number, most: number): number {
  const at = bin * fleet.resources;
  const count = Math.min(most, roomFor(fleet, item, bins.free, at));
  if (count === 0) return 0;
  takeRoom(fleet, item, count, bins.free, at);
  bins.items[bin]?.push(item);
  bins.counts[bin]?.push(count);
  return count;
}

/** Puts pods of an item into the open nodes, and says how many are left. */
function placeInOpen(fleet: Fleet, bins: OpenBins, item: number, count: number): number {
  let left = count;
  for (let pool = 0; pool < fleet.pools && left > 0; pool++) {
    if (!isHosted(fleet, item, pool)) continue;
    for (const bin of bins.byPool[pool] ?? []) {
      left -= place(fleet, bins, bin, item, left);
      if (left === 0) break;
    }
  }
  return left;
}

function mayOpen(bins: OpenBins, most: readonly number[], pool: number): boolean {
  return (bins.byPool[pool]?.length ?? 0) < (most[pool] ?? 0);
}

/** The largest part of any resource of a node that a pod takes. */
function shareOf({ request, capacity, resources }: Fleet, item: number, pool: number): number {
  let share = 0;
  for (let r = 0; r < resources; r++) {
    const asked = request[item * resources + r] ?? 0;
    if (asked > 0) share = Math.max(share, asked / (capacity[pool * resources + r] ?? 0));
  }
  return share;
}

function cheapestByShare(fleet: Fleet, bins: OpenBins, most: readonly number[], item: number): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let pool = 0; pool < fleet.pools; pool++) {
    if (!isHosted(fleet, item, pool) || !mayOpen(bins, most, pool)) continue;
    const cost = (fleet.price[pool] ?? 0) * shareOf(fleet, item, pool);
    if (best === undefined || cost < least) {
      best = pool;
      least = cost;
    }
  }
  return best;
}

interface Rest {
  readonly demand: Demand;
  readonly order: readonly number[];
  /** Position in the order of the item to be placed now. */
  readonly turn: number;
  /** How many pods of that item are left. */
  readonly left: number;
}

function cheapestByPods(fleet: Fleet, bins: OpenBins, most: readonly number[], rest: Rest): number | undefined {
  const item = rest.demand.items[rest.order[rest.turn] ?? 0] ?? 0;
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let pool = 0; pool < fleet.pools; pool++) {
    if (!isHosted(fleet, item, pool) || !mayOpen(bins, most, pool)) continue;
    const cost = (fleet.price[pool] ?? 0) / Math.max(1, podsTaken(fleet, pool, rest));
    if (best === undefined || cost < least) {
      best = pool;
      least = cost;
    }
  }
  return best;
}

/** How many of the pods still to come a new node of the pool would take. */
function podsTaken(fleet: Fleet, pool: number, { demand, order, turn, left }: Rest): number {
  const { capacity, resources } = fleet;
  const free = capacity.slice(pool * resources, (pool + 1) * resources);
  let pods = 0;
  for (let k = turn; k < order.length; k++) {
    const at = order[k] ?? 0;
    const item = demand.items[at] ?? 0;
    if (!isHosted(fleet, item, pool)) continue;
    const count = Math.min(k === turn ? left : (demand.counts[at] ?? 0), roomFor(fleet, item, free, 0));
    if (count === 0) continue;
    takeRoom(fleet, item, count, free, 0);
    pods += count;
  }
  return pods;
}

function downsized(fleet: Fleet, { pools, items, counts, byPool }: OpenBins, most: readonly number[]): readonly Bin[] {
  const open = byPool.map((bins) => bins.length);
  return pools.map((pool, bin) => {
    const contents = { items: items[bin] ?? [], counts: counts[bin] ?? [] };
    const cheaper = cheapestHost(fleet, contents, (p) => p === pool || (open[p] ?? 0) < (most[p] ?? 0)) ?? pool;
    open[pool] = (open[pool] ?? 0) - 1;
    open[cheaper] = (open[cheaper] ?? 0) + 1;
    return { pool: cheaper, ...contents };
  });
}

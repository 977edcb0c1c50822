import { dominantShare, type Instance, type Pool } from "./instance.ts";

/**
 * An instance as flat arrays for searches that run millions of steps. Every resource is scaled so that the largest node
 * offers 1 of it: no number depends on the unit in which bytes or cores are counted.
 */
export interface Fleet {
  readonly items: number;
  readonly pools: number;
  readonly resources: number;
  /** `item * resources + r`. */
  readonly request: Float64Array;
  /** `pool * resources + r`: what a node has left for items, with the tolerance of sums. */
  readonly capacity: Float64Array;
  /** `item * pools + pool`: 1 where the pool's nodes admit and hold at least one pod. */
  readonly hosted: Uint8Array;
  /** By pool: what a node takes from the objective; 0 for nodes that exist in any case. */
  readonly price: Float64Array;
  /** Nodes that each pool may have. */
  readonly most: readonly number[];
  /** By pool: its index in the instance. Nodes that must exist are a pool of their own, those beyond them another. */
  readonly origin: readonly number[];
  /** Pools from the cheapest node to the dearest. */
  readonly byPrice: readonly number[];
  /** By item: what the dominant share of a pod costs where that is least. */
  readonly worth: Float64Array;
  /** By item: the largest dominant share of a node that a pod takes in any pool. */
  readonly share: Float64Array;
}

/** Sums of amounts such as 0.1 cores carry errors far below this part of a node. */
const tolerance = 1e-9;

/** Lays an instance out flat. */
export function fleetOf(instance: Instance): Fleet {
  const { items, resources } = instance;
  const pools = instance.pools.flatMap(splitAtMinimum);
  const scale = resources.map((_, r) => Math.max(...pools.map(({ capacity }) => capacity[r] ?? 0)) || 1);
  const request = new Float64Array(items.length * resources.length);
  const hosted = new Uint8Array(items.length * pools.length);
  for (const [i, item] of items.entries()) {
    for (const [r, whole] of scale.entries()) request[i * resources.length + r] = (item.request[r] ?? 0) / whole;
    for (const [p, { origin }] of pools.entries()) {
      if (item.hosts.includes(origin)) hosted[i * pools.length + p] = 1;
    }
  }
  const capacity = new Float64Array(pools.length * resources.length);
  for (const [p, pool] of pools.entries()) {
    for (const [r, whole] of scale.entries()) {
      capacity[p * resources.length + r] = ((pool.capacity[r] ?? 0) / whole) * (1 + tolerance);
    }
  }
  const price = Float64Array.from(pools, (pool) => pool.price);
  return {
    items: items.length,
    pools: pools.length,
    resources: resources.length,
    request,
    capacity,
    hosted,
    price,
    most: pools.map(({ most }) => most),
    origin: pools.map(({ origin }) => origin),
    byPrice: [...pools.keys()].toSorted((a, b) => (price[a] ?? 0) - (price[b] ?? 0) || a - b),
    worth: Float64Array.from(items, ({ worth }) => worth),
    share: Float64Array.from(items, ({ request: asked, hosts }) =>
      Math.max(0, ...hosts.map((p) => dominantShare(asked, instance.pools[p]?.capacity ?? asked))),
    ),
  };
}

interface FlatPool extends Pick<Pool, "capacity" | "price"> {
  readonly origin: number;
  readonly most: number;
}

/** What must exist is paid for, whether it is used or not: it comes for nothing. */
function splitAtMinimum({ capacity, price, min, max }: Pool, origin: number): readonly FlatPool[] {
  return [
    ...(min > 0 ? [{ origin, capacity, price: 0, most: min }] : []),
    ...(max > min ? [{ origin, capacity, price, most: max - min }] : []),
  ];
}

/** Whether pods of the item can run on the pool's nodes. */
export function isHosted({ hosted, pools }: Fleet, item: number, pool: number): boolean {
  return hosted[item * pools + pool] === 1;
}

/** How many pods of the item fit into the room at an offset of an array of rooms. */
export function roomFor({ request, resources }: Fleet, item: number, free: ArrayLike<number>, at: number): number {
  let pods = Number.POSITIVE_INFINITY;
  for (let r = 0; r < resources; r++) {
    const asked = request[item * resources + r] ?? 0;
    if (asked === 0) continue;
    const rest = free[at + r] ?? 0;
    if (rest < asked) return 0;
    pods = Math.min(pods, rest / asked);
  }
  return Math.floor(pods);
}

/** Takes pods of the item from the room at an offset; a negative count gives it back. */
export function takeRoom(
  { request, resources }: Fleet,
  item: number,
  count: number,
  free: Float64Array | number[],
  at: number,
): void {
  for (let r = 0; r < resources; r++) {
    free[at + r] = (free[at + r] ?? 0) - count * (request[item * resources + r] ?? 0);
  }
}

/** Pods to place: items with the number of each, which is above 0. */
export interface Demand {
  readonly items: readonly number[];
  readonly counts: readonly number[];
}

/** The items of which some are left, with how many. */
export function stillThere(items: readonly number[], left: Int32Array): Demand {
  const some = items.filter((item) => (left[item] ?? 0) > 0);
  return { items: some, counts: some.map((item) => left[item] ?? 0) };
}

/** A node with what runs on it. */
export interface Bin extends Demand {
  readonly pool: number;
}

/** What the nodes cost. */
export function costOf({ price }: Fleet, bins: readonly Bin[]): number {
  let sum = 0;
  for (const { pool } of bins) sum += price[pool] ?? 0;
  return sum;
}

/** What all the bins hold together, by item index ascending. */
export function contentsOf(bins: readonly Demand[]): Demand {
  const sums = new Map<number, number>();
  for (const { items, counts } of bins) {
    for (const [at, item] of items.entries()) sums.set(item, (sums.get(item) ?? 0) + (counts[at] ?? 0));
  }
  const items = [...sums.keys()].sort((a, b) => a - b);
  return { items, counts: items.map((item) => sums.get(item) ?? 0) };
}

/**
 * The cheapest pool with room for all that is given, of those where another node may be opened; undefined where none
 * has. `open` counts nodes by pool.
 */
export function cheapestHost(
  fleet: Fleet,
  { items, counts }: Demand,
  mayOpen: (pool: number) => boolean,
): number | undefined {
  const { resources, request, capacity } = fleet;
  const load = new Float64Array(resources);
  for (let k = 0; k < items.length; k++) {
    for (let r = 0; r < resources; r++) {
      load[r] = (load[r] ?? 0) + (counts[k] ?? 0) * (request[(items[k] ?? 0) * resources + r] ?? 0);
    }
  }
  return fleet.byPrice.find((pool) => {
    for (let r = 0; r < resources; r++) if ((load[r] ?? 0) > (capacity[pool * resources + r] ?? 0)) return false;
    return mayOpen(pool) && items.every((item) => isHosted(fleet, item, pool));
  });
}

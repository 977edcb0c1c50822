import { type Instance, podsThatFit } from "./instance.ts";

/** A placement under construction. */
export interface Packing {
  readonly instance: Instance;
  readonly nodes: OpenNode[];
  /** Nodes by pool. */
  readonly open: number[];
  /** Replicas still to place, by item. */
  readonly left: number[];
}

export interface OpenNode {
  pool: number;
  /** What is left of it, by resource. */
  free: Float64Array;
  /** Replicas on it, by item. */
  readonly pods: Map<number, number>;
}

/** The nodes that are there in any case: each pool's minimum, or more where `counts` says so. */
export function startPacking(instance: Instance, counts: readonly number[] = []): Packing {
  const { pools, items } = instance;
  const packing: Packing = {
    instance,
    nodes: [],
    open: pools.map(() => 0),
    left: items.map(({ count }) => count),
  };
  for (const [p, { min, max }] of pools.entries()) {
    const count = Math.min(max, Math.max(min, counts[p] ?? 0));
    for (let n = 0; n < count; n++) openNode(packing, p);
  }
  return packing;
}

/** Opens one more node of the pool, empty. */
export function openNode(packing: Packing, pool: number): OpenNode {
  const capacity = packing.instance.pools[pool]?.capacity ?? new Float64Array();
  const node: OpenNode = { pool, free: capacity.slice(), pods: new Map() };
  packing.nodes.push(node);
  packing.open[pool] = (packing.open[pool] ?? 0) + 1;
  return node;
}

/** Whether another node of the pool may be opened. */
export function canOpen({ instance, open }: Packing, pool: number): boolean {
  return (open[pool] ?? 0) < (instance.pools[pool]?.max ?? 0);
}

/** Puts as many of an item's remaining replicas on a node as it has room for. */
export function fillNode(packing: Packing, node: OpenNode, item: number): void {
  const request = requestOf(packing.instance, item);
  const left = packing.left[item] ?? 0;
  const count = Math.min(left, podsThatFit(request, node.free));
  if (count === 0) return;
  take(node.free, request, count);
  node.pods.set(item, (node.pods.get(item) ?? 0) + count);
  packing.left[item] = left - count;
}

/** What one replica of the item takes, by resource. */
export function requestOf({ items }: Instance, item: number): Float64Array {
  return items[item]?.request ?? new Float64Array();
}

/** Takes `count` pods' requests from what is free. */
export function take(free: Float64Array, request: Float64Array, count: number): void {
  for (let r = 0; r < free.length; r++) free[r] = (free[r] ?? 0) - count * (request[r] ?? 0);
}

/** What the nodes take from the objective. */
export function priceOf({ instance, open }: Packing): number {
  return open.reduce((sum, count, p) => sum + count * (instance.pools[p]?.price ?? 0), 0);
}

/** A packing and how it was made, in words: `first-fit decreasing by dominant share`. */
export interface Attempt {
  readonly packing: Packing;
  readonly detail: string;
}

/** Whether every pod that some pool can host has a place. */
export function isComplete({ instance, left }: Packing): boolean {
  return instance.items.every(({ hosts }, item) => hosts.length === 0 || left[item] === 0);
}

/** The same items with the counts that a packing serves of them. */
export function servedOnly(packing: Packing): Instance {
  const { instance } = packing;
  const counts = served(packing);
  return { ...instance, items: instance.items.map((item, index) => ({ ...item, count: counts[index] ?? 0 })) };
}

/** A packing of what `servedOnly` leaves of an instance, as a packing of the whole. */
export function asPartOf(instance: Instance, packing: Packing): Packing {
  const counts = served(packing);
  return { ...packing, instance, left: instance.items.map(({ count }, item) => count - (counts[item] ?? 0)) };
}

/** Replicas placed, by item. */
export function served({ instance, left }: Packing): readonly number[] {
  return instance.items.map(({ count }, item) => count - (left[item] ?? 0));
}

/**
 * Whether one packing is better than another: it serves more replicas of the highest priority at which they differ,
 * or serves as many for less.
 */
export function isBetter(packing: Packing, other: Packing | undefined): boolean {
  if (other === undefined) return true;
  const more = compareServed(packing, other);
  return more > 0 || (more === 0 && priceOf(packing) < priceOf(other) * (1 - 1e-12));
}

function compareServed(a: Packing, b: Packing): number {
  const difference = new Map<number, number>();
  for (const [item, { priority }] of a.instance.items.entries()) {
    difference.set(priority, (difference.get(priority) ?? 0) + (b.left[item] ?? 0) - (a.left[item] ?? 0));
  }
  const highest = [...difference].filter(([, more]) => more !== 0).toSorted(([p], [q]) => q - p)[0];
  return highest?.[1] ?? 0;
}

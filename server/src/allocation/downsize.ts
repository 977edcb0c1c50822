import { type Instance, podsThatFit } from "./instance.ts";
import { canOpen, type OpenNode, type Packing, requestOf, take } from "./packing.ts";

/**
 * Makes a packing cheaper without moving a pod to another node: closes empty nodes, and turns each node into one of
 * the cheapest pool that hosts what is on it. Pools keep their minimum.
 */
export function downsize(packing: Packing): void {
  const { instance, nodes, open } = packing;
  const kept: OpenNode[] = [];
  for (const node of nodes) {
    const pool = instance.pools[node.pool];
    const isFree = (open[node.pool] ?? 0) > (pool?.min ?? 0);
    if (isFree && node.pods.size === 0) {
      open[node.pool] = (open[node.pool] ?? 0) - 1;
      continue;
    }
    if (isFree) moveToCheapest(packing, node);
    kept.push(node);
  }
  nodes.splice(0, nodes.length, ...kept);
}

function moveToCheapest(packing: Packing, node: OpenNode): void {
  const { instance, open } = packing;
  let best = node.pool;
  for (const [p, { price }] of instance.pools.entries()) {
    if (price < priceOfPool(instance, best) && canOpen(packing, p) && hosts(instance, p, node)) best = p;
  }
  if (best === node.pool) return;
  open[node.pool] = (open[node.pool] ?? 0) - 1;
  open[best] = (open[best] ?? 0) + 1;
  node.pool = best;
  node.free = freeOn(instance, best, node);
}

/** Whether a node of the pool has room for what is on the given node, and admits it. */
function hosts(instance: Instance, pool: number, node: OpenNode): boolean {
  const free = (instance.pools[pool]?.capacity ?? new Float64Array()).slice();
  for (const [item, count] of node.pods) {
    if (!instance.items[item]?.hosts.includes(pool)) return false;
    const request = requestOf(instance, item);
    if (podsThatFit(request, free) < count) return false;
    take(free, request, count);
  }
  return true;
}

function freeOn(instance: Instance, pool: number, node: OpenNode): Float64Array {
  const free = (instance.pools[pool]?.capacity ?? new Float64Array()).slice();
  for (const [item, count] of node.pods) take(free, requestOf(instance, item), count);
  return free;
}

function priceOfPool({ pools }: Instance, pool: number): number {
  return pools[pool]?.price ?? 0;
}

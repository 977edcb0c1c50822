import type { Bin, Demand, Fleet } from "./fleet.ts";
import type { Instance } from "./instance.ts";
import type { OpenNode, Packing } from "./packing.ts";

/** Everything that some pool can host. */
export function demandOf({ items }: Instance): Demand {
  const hosted = [...items.keys()].filter((i) => (items[i]?.hosts.length ?? 0) > 0 && (items[i]?.count ?? 0) > 0);
  return { items: hosted, counts: hosted.map((i) => items[i]?.count ?? 0) };
}

/** The nodes of a packing with something on them, as bins. Nodes of a pool's minimum are taken first. */
export function binsOf({ nodes }: Packing, fleet: Fleet): readonly Bin[] {
  const open = new Int32Array(fleet.pools);
  return nodes
    .filter(({ pods }) => pods.size > 0)
    .map(({ pool, pods }) => {
      const flat = fleet.origin.findIndex((origin, p) => origin === pool && (open[p] ?? 0) < (fleet.most[p] ?? 0));
      open[flat] = (open[flat] ?? 0) + 1;
      return { pool: flat, items: [...pods.keys()], counts: [...pods.values()] };
    });
}

/** Bins as a packing of the instance; where pools have a minimum, the empty nodes that it takes are added. */
export function packingOf(instance: Instance, fleet: Fleet, bins: readonly Bin[]): Packing {
  const nodes = bins.map((bin) => nodeOf(instance, fleet, bin));
  const open = instance.pools.map((_, p) => nodes.filter(({ pool }) => pool === p).length);
  const left = instance.items.map(({ count }) => count);
  for (const { items, counts } of bins) {
    for (const [k, item] of items.entries()) left[item] = (left[item] ?? 0) - (counts[k] ?? 0);
  }
  for (const [pool, { min, capacity }] of instance.pools.entries()) {
    for (let count = open[pool] ?? 0; count < min; count++) {
      nodes.push({ pool, free: capacity.slice(), pods: new Map() });
      open[pool] = count + 1;
    }
  }
  return { instance, nodes, open, left };
}

function nodeOf({ items, pools }: Instance, { origin }: Fleet, bin: Bin): OpenNode {
  const pool = origin[bin.pool] ?? 0;
  const free = (pools[pool]?.capacity ?? new Float64Array()).slice();
  const pods = new Map<number, number>();
  for (const [k, item] of bin.items.entries()) {
    const count = bin.counts[k] ?? 0;
    const request = items[item]?.request ?? free;
    for (let r = 0; r < free.length; r++) free[r] = (free[r] ?? 0) - count * (request[r] ?? 0);
    pods.set(item, (pods.get(item) ?? 0) + count);
  }
  return { pool, free, pods };
}

import type { Allocation, PlacedNode } from "./allocation.ts";
import { compareText, type Instance, type Member, type Pool, sharesOf } from "./instance.ts";
import type { OpenNode, Packing } from "./packing.ts";

/** The nodes of a packing with names, DaemonSets and sums: those that exist first, then `pool-1`, `pool-2`, … */
export function placedNodes(packing: Packing): Allocation["nodes"] {
  const { instance, nodes, left } = packing;
  const unnamed = instance.items.map((item, index) => sharesOf(item, item.count - (left[index] ?? 0)).slice());
  const taken = new Set(instance.pools.flatMap(({ pool }) => pool.nodeNames));
  return instance.pools.flatMap((pool, p) => {
    const names = nodeNames(pool, packing.open[p] ?? 0, taken);
    return nodes
      .filter((node) => node.pool === p)
      .map((node, index) =>
        placedNode(instance, pool, podsOn(instance, node, unnamed), names[index] ?? pool.pool.name),
      );
  });
}

function nodeNames({ pool }: Pool, count: number, taken: Set<string>): readonly string[] {
  const names = pool.nodeNames.slice(0, count);
  for (let number = 1; names.length < count; number++) {
    const name = `${pool.name}-${number}`;
    if (!taken.has(name)) names.push(name);
    taken.add(name);
  }
  return names;
}

/** The workloads' pods on a node. `unnamed` says how many pods of each member are on no node yet, by item. */
function podsOn({ items }: Instance, node: OpenNode, unnamed: readonly number[][]): readonly Member[] {
  return [...node.pods]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([item, count]) => {
      const rest = unnamed[item] ?? [];
      let left = count;
      return (items[item]?.members ?? []).flatMap(({ shape }, member) => {
        const taken = Math.min(left, rest[member] ?? 0);
        left -= taken;
        rest[member] = (rest[member] ?? 0) - taken;
        return taken === 0 ? [] : [{ shape, count: taken }];
      });
    })
    .toSorted((a, b) => compareText(a.shape.workload, b.shape.workload));
}

function placedNode(
  { resources }: Instance,
  { pool, daemons }: Pool,
  pods: readonly Member[],
  name: string,
): PlacedNode {
  const all = [...daemons.map((shape) => ({ shape, count: 1 })), ...pods];
  const allocated = resources.map((resource) => {
    const sum = all.reduce((total, { shape, count }) => {
      const one = resource === "pods" ? 1 : Math.max(0, shape.requests[resource] ?? 0);
      return total + count * one;
    }, 0);
    return [resource, sum] as const;
  });
  return {
    name,
    pool: pool.name,
    pods: all.map(({ shape, count }) => ({ workload: shape.workload, count })),
    allocated: Object.fromEntries(allocated),
  };
}

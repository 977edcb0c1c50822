import type { Allocation, PlacedNode } from "./allocation.ts";
import type { Instance, Pool } from "./instance.ts";
import type { OpenNode, Packing } from "./packing.ts";

/** The nodes of a packing with names, DaemonSets and sums: those that exist first, then `pool-1`, `pool-2`, … */
export function placedNodes(packing: Packing): Allocation["nodes"] {
  const { instance, nodes } = packing;
  const taken = new Set(instance.pools.flatMap(({ pool }) => pool.nodeNames));
  return instance.pools.flatMap((pool, p) => {
    const names = nodeNames(pool, packing.open[p] ?? 0, taken);
    return nodes
      .filter((node) => node.pool === p)
      .map((node, index) => placedNode(instance, pool, node, names[index] ?? pool.pool.name));
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

function placedNode({ items, resources }: Instance, { pool, daemons }: Pool, node: OpenNode, name: string): PlacedNode {
  const pods = [...node.pods]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([item, count]) => {
      const shape = items[item]?.shape;
      return shape === undefined ? [] : [{ shape, count }];
    });
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

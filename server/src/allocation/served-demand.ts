import type { Proof } from "./allocation.ts";
import { type NodePrices, servedBound } from "./bound.ts";
import type { Instance } from "./instance.ts";
import type { Solving } from "./linear-program.ts";
import { type Packing, served } from "./packing.ts";
import { addCapacities, addPlaces, addRow, newProgram, nodePrices, solveProgram, type Terms } from "./program.ts";
import { pricesByName } from "./proof.ts";

/** How many replicas are served, and how many could be. */
export interface ServedDemand {
  readonly cost: number;
  readonly bound: number;
  readonly proof: Proof;
}

/**
 * The replicas that a packing serves, and the most that all nodes together could serve, pods divided or not, while
 * each priority and those above it get at least what they have.
 */
export function servedDemand(packing: Packing, solving: Solving): ServedDemand {
  const { instance } = packing;
  const cost = served(packing).reduce((sum, count) => sum + count, 0);
  const levels = priorityLevels(packing);
  const worthless = levels.map((level) => ({ ...level, worth: 0 }));
  const unpriced = instance.pools.map(({ capacity }) => new Float64Array(capacity.length));
  const { prices, priorities } = dualPrices(instance, levels, solving) ?? { prices: unpriced, priorities: worthless };
  const most = Math.min(servedBound(instance, prices, priorities), servedBound(instance, unpriced, []));
  const bound = Math.max(cost, Math.floor(most + 1e-6));
  return { cost, bound, proof: { prices: pricesByName(instance, prices), priorities } };
}

/** By priority, without the lowest: how many replicas of it and above are served. */
function priorityLevels(packing: Packing): readonly { readonly priority: number; readonly served: number }[] {
  const { items } = packing.instance;
  const counts = served(packing);
  const levels = [...new Set(items.map(({ priority }) => priority))].toSorted((a, b) => b - a).slice(0, -1);
  return levels.map((level) => {
    const above = items.map(({ priority }, item) => (priority >= level ? (counts[item] ?? 0) : 0));
    return { priority: level, served: above.reduce((sum, count) => sum + count, 0) };
  });
}

function dualPrices(
  instance: Instance,
  levels: ReturnType<typeof priorityLevels>,
  solving: Solving,
): { readonly prices: NodePrices; readonly priorities: Parameters<typeof servedBound>[2] } | undefined {
  const program = newProgram(instance);
  const places = instance.items.map((item, index): Terms => {
    if (item.hosts.length === 0) return [];
    const terms = addPlaces(program, index, -1);
    addRow(program, { is: "atMost", bound: item.count, terms });
    return terms;
  });
  addCapacities(program, (pool) => ({ fixed: instance.pools[pool]?.max ?? 0 }));
  const rows = levels.map(({ priority, served: bound }) => {
    const terms = places.filter((_, item) => (instance.items[item]?.priority ?? 0) >= priority).flat();
    return addRow(program, { is: "atLeast", bound, terms });
  });
  const solution = solveProgram(program, solving);
  if (solution === undefined) return undefined;
  const priorities = levels.map((level, index) => ({ ...level, worth: solution.worths[rows[index] ?? 0] ?? 0 }));
  return { prices: nodePrices(program, solution), priorities };
}

import { type Box, costBound, type NodePrices, volumePrices } from "./bound.ts";
import type { Instance } from "./instance.ts";
import type { Solving } from "./linear-program.ts";
import {
  addCapacities,
  addPlaces,
  addRow,
  addVariable,
  newProgram,
  nodePrices,
  type Program,
  solveProgram,
} from "./program.ts";

/** The cheapest way to serve all items if pods and nodes could be divided. */
export interface Relaxation {
  /** No placement costs less. */
  readonly bound: number;
  /** The prices that prove it. */
  readonly prices: NodePrices;
  /** Nodes of each pool, in fractions; undefined where the solver gave no answer that holds. */
  readonly nodes: readonly number[] | undefined;
}

/**
 * Relaxes a placement of all items, with node counts in the box, to a linear program. Its bound is computed here from
 * the dual prices and needs no trust in the solver; without an answer from it, a bound by volume remains.
 */
export function relax(instance: Instance, box: Box, solving: Solving): Relaxation {
  const volume = volumePrices(instance, box);
  const byVolume = { bound: costBound(instance, box, volume), prices: volume, nodes: undefined };
  // Prices come in any currency; the solver wants numbers near 1.
  const scale = Math.max(...instance.pools.map(({ price }) => price)) || 1;
  const program = costProgram(instance, box, scale);
  const solution = solveProgram(program, solving);
  if (solution === undefined) return byVolume;
  const prices = nodePrices(program, solution).map((amounts) => amounts.map((price) => price * scale));
  const bound = costBound(instance, box, prices);
  const nodes = box.least.map((least, p) => least + (solution.values[p] ?? 0));
  return bound >= byVolume.bound ? { bound, prices, nodes } : { ...byVolume, nodes };
}

/** The first variables are the pools' nodes beyond the box's least. */
function costProgram(instance: Instance, { least, most }: Box, scale: number): Program {
  const program = newProgram(instance);
  for (const [p, { price }] of instance.pools.entries()) {
    const nodes = addVariable(program, price / scale);
    addRow(program, { is: "atMost", bound: (most[p] ?? 0) - (least[p] ?? 0), terms: [[nodes, 1]] });
  }
  for (const [index, { hosts, count, worth }] of instance.items.entries()) {
    if (hosts.length === 0 || count === 0) continue;
    const places = addPlaces(program, index, 0);
    // What cannot be placed within the box is paid dearly, so that there is always an answer, and prices.
    const unserved = addVariable(program, 10 * (worth / scale + 1));
    addRow(program, { is: "atLeast", bound: count, terms: [...places, [unserved, 1]] });
  }
  addCapacities(program, (pool) => ({ fixed: least[pool] ?? 0, variable: pool }));
  return program;
}

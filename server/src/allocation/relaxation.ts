import { type Box, costBound, type NodePrices, type PriorityWorth, servedBound, volumePrices } from "./bound.ts";
import type { Instance } from "./instance.ts";
import { type LinearSolution, type MayPivot, type Row, solveLinear } from "./solver.ts";

/** The linear relaxation of a packing: pods and nodes may be divided, and a pool is one big node. */
export interface Relaxation {
  readonly bound: number;
  /** The prices that prove it. */
  readonly prices: NodePrices;
  /** Nodes of each pool, in fractions; undefined where the solver gave no answer that holds. */
  readonly nodes: readonly number[] | undefined;
}

/** Variables above which the solver is not asked: it would take seconds, and cannot be interrupted between its pivots' rows. */
const largestProgram = 2_500;

/**
 * The cheapest way to serve all items with node counts in the box, as a linear program; and the bound that its dual
 * prices prove, which is computed here and needs no trust in the solver.
 */
export function relax(instance: Instance, box: Box, mayPivot: MayPivot): Relaxation {
  const volume = volumePrices(instance, box);
  const fallback = { bound: costBound(instance, box, volume), prices: volume, nodes: undefined };
  const program = buildProgram(instance, box);
  if (program.costs.length > largestProgram) return fallback;
  const solution = solveLinear(program, mayPivot);
  if (solution === undefined) return fallback;
  const prices = nodePrices(instance, program, solution);
  const bound = costBound(instance, box, prices);
  const nodes = program.nodes.map((variable, p) => (box.least[p] ?? 0) + (solution.values[variable] ?? 0));
  return bound >= fallback.bound ? { bound, prices, nodes } : { ...fallback, nodes };
}

interface Program {
  readonly costs: number[];
  readonly rows: Row[];
  /** By pool: the variable of nodes beyond the box's least. */
  readonly nodes: readonly number[];
  /** Rows that hold a pool's capacity. */
  readonly capacities: readonly { readonly row: number; readonly pool: number; readonly resource: number }[];
}

function buildProgram(instance: Instance, { least, most }: Box): Program {
  const { items, pools } = instance;
  const costs: number[] = pools.map(({ price }) => price);
  const nodes = [...pools.keys()];
  const loads = emptyLoads(instance);
  const rows: Row[] = nodes.map((p) => ({
    is: "atMost",
    bound: (most[p] ?? 0) - (least[p] ?? 0),
    terms: [[p, 1]],
  }));
  for (const [index, item] of items.entries()) {
    if (item.hosts.length === 0 || item.count === 0) continue;
    const terms = addPlaces(instance, index, costs, loads);
    // What cannot be placed within the box is paid dearly, so that the program always has an answer and prices.
    const unserved = costs.push(dearness(instance, index)) - 1;
    rows.push({ is: "atLeast", bound: item.count, terms: [...terms, [unserved, 1]] });
  }
  const capacities: { row: number; pool: number; resource: number }[] = [];
  for (const [pool, resources] of loads.entries()) {
    for (const [resource, terms] of resources.entries()) {
      if (terms.length === 0) continue;
      const row = rows.push({ is: "atMost", bound: least[pool] ?? 0, terms: [...terms, [pool, -1]] }) - 1;
      capacities.push({ row, pool, resource });
    }
  }
  return { costs, rows, nodes, capacities };
}

type Terms = (readonly [variable: number, coefficient: number])[];

/** By pool and resource: the parts of a node that pods take. */
function emptyLoads({ pools, resources }: Instance): Terms[][] {
  return pools.map(() => resources.map(() => []));
}

/** One variable per pool that hosts the item: its pods there. */
function addPlaces({ items, pools }: Instance, index: number, costs: number[], loads: Terms[][]): Terms {
  const { hosts = [], request = new Float64Array() } = items[index] ?? {};
  return hosts.map((p) => {
    const place = costs.push(0) - 1;
    const capacity = pools[p]?.capacity ?? request;
    for (let r = 0; r < request.length; r++) {
      const asked = request[r] ?? 0;
      if (asked > 0) loads[p]?.[r]?.push([place, asked / (capacity[r] ?? 0)]);
    }
    return [place, 1] as const;
  });
}

function dearness({ items, pools }: Instance, index: number): number {
  const dearest = Math.max(...pools.map(({ price }) => price));
  return 10 * ((items[index]?.worth ?? 0) + dearest + 1e-3);
}

function nodePrices({ pools }: Instance, { capacities }: Program, { worths }: LinearSolution): NodePrices {
  const prices = pools.map(({ capacity }) => new Float64Array(capacity.length));
  for (const { row, pool, resource } of capacities) {
    const ofPool = prices[pool];
    if (ofPool !== undefined) ofPool[resource] = worths[row] ?? 0;
  }
  return prices;
}

/** How many replicas can be served at most, and what proves it. */
export interface ServedRelaxation {
  readonly bound: number;
  readonly prices: NodePrices;
  readonly worths: readonly PriorityWorth[];
}

/** The most replicas that all nodes together can serve while each priority and those above it get at least `floors`. */
export function relaxServed(
  instance: Instance,
  floors: ReadonlyMap<number, number>,
  mayPivot: MayPivot,
): ServedRelaxation {
  const none = instance.pools.map(({ capacity }) => new Float64Array(capacity.length));
  const everything = { bound: servedBound(instance, none, [], floors), prices: none, worths: [] };
  const program = buildServedProgram(instance, floors);
  if (program.costs.length > largestProgram) return everything;
  const solution = solveLinear(program, mayPivot);
  if (solution === undefined) return everything;
  const prices = nodePrices(instance, program, solution);
  const worths = program.floors.map(({ row, priority }) => ({ priority, worth: solution.worths[row] ?? 0 }));
  const bound = servedBound(instance, prices, worths, floors);
  return bound < everything.bound ? { bound, prices, worths } : everything;
}

interface ServedProgram extends Program {
  readonly floors: readonly { readonly row: number; readonly priority: number }[];
}

function buildServedProgram(instance: Instance, floors: ReadonlyMap<number, number>): ServedProgram {
  const costs: number[] = [];
  const rows: Row[] = [];
  const loads = emptyLoads(instance);
  const places = new Map<number, Terms>();
  for (const [index, item] of instance.items.entries()) {
    if (item.hosts.length === 0) continue;
    const terms = addPlaces(instance, index, costs, loads);
    for (const [place] of terms) costs[place] = -1;
    places.set(index, terms);
    rows.push({ is: "atMost", bound: item.count, terms });
  }
  const capacities: { row: number; pool: number; resource: number }[] = [];
  for (const [pool, resources] of loads.entries()) {
    for (const [resource, terms] of resources.entries()) {
      if (terms.length === 0) continue;
      const row = rows.push({ is: "atMost", bound: instance.pools[pool]?.max ?? 0, terms }) - 1;
      capacities.push({ row, pool, resource });
    }
  }
  const floorRows = [...floors].map(([priority, bound]) => {
    const terms = [...places].flatMap(([index, own]) =>
      (instance.items[index]?.priority ?? 0) >= priority ? own : [],
    );
    return { priority, row: rows.push({ is: "atLeast", bound, terms }) - 1 };
  });
  return { costs, rows, nodes: [], capacities, floors: floorRows };
}

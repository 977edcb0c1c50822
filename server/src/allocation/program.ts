import type { NodePrices } from "./bound.ts";
import type { Instance } from "./instance.ts";
import type { LinearSolution, Row, Solving } from "./linear-program.ts";
import { solveLinear } from "./solver.ts";

/** A linear program about an instance, under construction: pods may be divided, and a pool is one big node. */
export interface Program {
  readonly instance: Instance;
  readonly costs: number[];
  readonly rows: Row[];
  /** By pool and resource: the parts of a node that each variable takes. */
  readonly loads: readonly (readonly Terms[])[];
  readonly capacities: CapacityRow[];
}

export type Terms = (readonly [variable: number, coefficient: number])[];

/** A row that holds a pool's capacity of one resource. */
interface CapacityRow {
  readonly row: number;
  readonly pool: number;
  readonly resource: number;
}

/** Variables from which on the large solver is quicker, where there is one. */
const largeProgram = 500;

/** Variables above which the small solver is not asked: it would take many seconds. */
const largestProgram = 2_500;

/** Solves a program by the solver for its size; undefined where there is none, or it finds no answer that holds. */
export function solveProgram({ costs, rows }: Program, { mayPivot, large }: Solving): LinearSolution | undefined {
  if (large !== undefined && costs.length > largeProgram) return large({ costs, rows }, mayPivot);
  return costs.length > largestProgram ? undefined : solveLinear({ costs, rows }, mayPivot);
}

/** Without variables and rows. */
export function newProgram(instance: Instance): Program {
  const loads = instance.pools.map(() => instance.resources.map((): Terms => []));
  return { instance, costs: [], rows: [], loads, capacities: [] };
}

/** Adds what is to be found, at a cost each, and returns its index. */
export function addVariable({ costs }: Program, cost: number): number {
  return costs.push(cost) - 1;
}

/** Adds a condition and returns its index. */
export function addRow({ rows }: Program, row: Row): number {
  return rows.push(row) - 1;
}

/** One variable per pool that hosts the item: its pods there, at a cost each. Returns them as a sum. */
export function addPlaces(program: Program, item: number, cost: number): Terms {
  const { items, pools } = program.instance;
  const { hosts = [], request = new Float64Array() } = items[item] ?? {};
  return hosts.map((pool) => {
    const place = addVariable(program, cost);
    const capacity = pools[pool]?.capacity ?? request;
    for (let r = 0; r < request.length; r++) {
      const asked = request[r] ?? 0;
      if (asked > 0) program.loads[pool]?.[r]?.push([place, asked / (capacity[r] ?? 0)]);
    }
    return [place, 1] as const;
  });
}

/** Rows that keep what is placed in a pool within its nodes: a fixed number of them, and those of a variable. */
export function addCapacities(
  program: Program,
  nodes: (pool: number) => { readonly fixed: number; readonly variable?: number },
): void {
  for (const [pool, resources] of program.loads.entries()) {
    const { fixed, variable } = nodes(pool);
    const more: Terms = variable === undefined ? [] : [[variable, -1]];
    for (const [resource, terms] of resources.entries()) {
      if (terms.length === 0) continue;
      const row = addRow(program, { is: "atMost", bound: fixed, terms: [...terms, ...more] });
      program.capacities.push({ row, pool, resource });
    }
  }
}

/** What the capacity rows are worth: a whole node's price, by pool and resource. */
export function nodePrices({ instance, capacities }: Program, { worths }: LinearSolution): NodePrices {
  const prices = instance.pools.map(({ capacity }) => new Float64Array(capacity.length));
  for (const { row, pool, resource } of capacities) prices[pool]?.set([worths[row] ?? 0], resource);
  return prices;
}

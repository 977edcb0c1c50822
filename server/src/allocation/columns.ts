import {
  type Column,
  type Covering,
  coveringCost,
  newCovering,
  optimize,
  reducedCost,
  usedColumns,
} from "./covering.ts";
import type { Cut } from "./cut.ts";
import type { Bin, Demand, Fleet } from "./fleet.ts";
import { adjustWeights, bestPattern } from "./pattern.ts";

/** A relaxed packing: contents of nodes, each used a fraction of times. */
export interface ColumnPacking {
  /** Its cost: the least if `isOptimal`. */
  readonly cost: number;
  /** What one pod of each item is worth, by item; 0 for those outside the demand. */
  readonly value: Float64Array;
  /** Used contents, by how often. */
  readonly used: readonly { readonly bin: Bin; readonly times: number }[];
  /** All contents that were tried. */
  readonly bins: readonly Bin[];
}

export interface ColumnSearch {
  /** Contents to begin with. */
  readonly bins: readonly Bin[];
  /** Weights of each pool's resources, which the search improves. */
  readonly weights: readonly Float64Array[];
  /** Most rounds of adding columns. */
  readonly rounds: number;
  /** Steps of each search for contents. */
  readonly steps: number;
  readonly cut: Cut;
}

/**
 * Gilmore and Gomory's program by column generation: covers the demand by contents of nodes, each as often as is best,
 * in fractions; the prices of the pods tell which other contents would make it cheaper, and those are searched and
 * added until there are none. Far tighter than a program in which only sums must fit.
 * Source: P. Gilmore, R. Gomory, A linear programming approach to the cutting-stock problem, 1961.
 */
export function packByColumns(
  fleet: Fleet,
  demand: Demand,
  most: readonly number[],
  search: ColumnSearch,
): ColumnPacking {
  const rowOf = new Map(demand.items.map((item, row) => [item, row]));
  const penalty = demand.items.map((item) => 3 * (fleet.worth[item] ?? 0) + 1e-3 * typicalPrice(fleet));
  const covering = newCovering(demand.counts, most, penalty);
  const bins: Bin[] = [];
  const add = (bin: Bin): void => {
    bins.push(bin);
    covering.columns.push(columnOf(fleet, bin, rowOf, demand.items.length));
  };
  for (const bin of search.bins) add(bin);
  let steps = optimize(covering, stepsPerRow * covering.rows);
  const value = new Float64Array(fleet.items);
  for (let round = 0; round < search.rounds && !search.cut.now() && steps < 40 * stepsPerRow * covering.rows; round++) {
    const before = bins.length;
    readValues(covering, demand, value);
    for (let pool = 0; pool < fleet.pools; pool++) {
      if ((most[pool] ?? 0) > 0) addPatterns(fleet, { covering, demand, value, pool, search, rowOf, add });
    }
    if (bins.length === before) break;
    steps += optimize(covering, stepsPerRow * covering.rows);
  }
  readValues(covering, demand, value);
  const used = usedColumns(covering).flatMap(({ column, amount }) => {
    const bin = bins[column];
    return bin === undefined ? [] : [{ bin, times: amount }];
  });
  return { cost: coveringCost(covering), value, used, bins };
}

/** Simplex steps between two rounds of columns, for each row: far more than it takes as a rule. */
const stepsPerRow = 20;

function typicalPrice({ price }: Fleet): number {
  return price.reduce((sum, each) => sum + each, 0) / Math.max(1, price.length);
}

function readValues({ prices }: Covering, { items }: Demand, into: Float64Array): void {
  for (const [row, item] of items.entries()) into[item] = Math.max(0, prices[row] ?? 0);
}

function columnOf({ price }: Fleet, bin: Bin, rowOf: ReadonlyMap<number, number>, demands: number): Column {
  return {
    cost: price[bin.pool] ?? 0,
    rows: Int32Array.from([...bin.items.map((item) => rowOf.get(item) ?? 0), demands + bin.pool]),
    amounts: Float64Array.from([...bin.counts, 1]),
  };
}

interface Pricing {
  readonly covering: Covering;
  readonly demand: Demand;
  readonly value: Float64Array;
  readonly pool: number;
  readonly search: ColumnSearch;
  readonly rowOf: ReadonlyMap<number, number>;
  readonly add: (bin: Bin) => void;
}

/**
 * Adds contents of a node that make the program cheaper: the best, and others for pods that it leaves out, found by
 * lowering what its own pods are worth. Several at once save rounds.
 */
function addPatterns(fleet: Fleet, { covering, demand, value, pool, search, rowOf, add }: Pricing): void {
  const { steps, weights } = search;
  const lowered = value.slice();
  const atOnce = Math.min(6, 1 + Math.floor(demand.items.length / (6 * fleet.pools)));
  for (let turn = 0; turn < atOnce; turn++) {
    const question = { pool, demand, value: lowered, weights: weights[pool] ?? new Float64Array(), steps };
    if (turn === 0) adjustWeights(fleet, question, 0.3);
    const { items, counts } = bestPattern(fleet, question);
    if (items.length === 0) return;
    const bin = { pool, items, counts };
    const column = columnOf(fleet, bin, rowOf, demand.items.length);
    if (reducedCost(covering, column) < -1e-6 * column.cost) add(bin);
    else if (turn === 0) return;
    for (const item of items) lowered[item] = 0.7 * (lowered[item] ?? 0);
  }
}

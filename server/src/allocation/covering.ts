/**
 * A linear program that covers demands by columns, to which columns are added while it is solved: minimize Σ cost · x
 * over x ≥ 0 where each demand row is covered at least and each limit row is kept. Solved by the primal simplex method
 * with the inverse of the basis kept in full; columns have few entries, so a step costs little more than the numbers
 * that change.
 */
export interface Covering {
  readonly rows: number;
  /** Rows below this index are demands (at least), the others limits (at most). */
  readonly demands: number;
  readonly columns: Column[];
  /** What an uncovered unit of each demand costs: so dear that none stays uncovered where columns can cover it. */
  readonly penalty: Float64Array;
  /** Column of the inverse by row of the program, each as long as the basis. */
  readonly inverse: Float64Array;
  /** What is basic, by position: a column's index, or one of the program's own variables. */
  readonly basis: Int32Array;
  /** Value of each basic variable. */
  readonly level: Float64Array;
  /** Price of each row: at the optimum at least 0 for demands and at most 0 for limits. */
  readonly prices: Float64Array;
}

/** A way to cover: amounts by row. */
export interface Column {
  readonly cost: number;
  readonly rows: Int32Array;
  readonly amounts: Float64Array;
}

/** Everything uncovered: a start that needs no column. */
export function newCovering(demand: readonly number[], limit: readonly number[], penalty: readonly number[]): Covering {
  const rows = demand.length + limit.length;
  const inverse = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) inverse[row * rows + row] = 1;
  const prices = new Float64Array(rows);
  prices.set(penalty);
  return {
    rows,
    demands: demand.length,
    columns: [],
    penalty: Float64Array.from(penalty),
    inverse,
    basis: Int32Array.from({ length: rows }, (_, row) => ownVariable(row)),
    level: Float64Array.from([...demand, ...limit], (amount, row) => amount + slightly(row)),
    prices,
  };
}

/** A little more than asked, by row, so that steps never stand still: rows of equal amounts would tie. */
function slightly(row: number): number {
  return 1e-7 * (1 + ((row * 0.618_033_988_749_895) % 1));
}

/** What a unit of the column changes in the cost at the present prices: negative where it makes the answer cheaper. */
export function reducedCost({ prices }: Covering, { cost, rows, amounts }: Column): number {
  let reduced = cost;
  for (let k = 0; k < rows.length; k++) reduced -= (amounts[k] ?? 0) * (prices[rows[k] ?? 0] ?? 0);
  return reduced;
}

/** The cost of the present answer. */
export function coveringCost({ basis, level, columns, penalty }: Covering): number {
  let cost = 0;
  for (let k = 0; k < basis.length; k++) {
    const variable = basis[k] ?? 0;
    const each = variable >= 0 ? (columns[variable]?.cost ?? 0) : (penalty[-1 - variable] ?? 0);
    cost += each * (level[k] ?? 0);
  }
  return cost;
}

/** How much of each column the present answer takes; columns that it does not take are left out. */
export function usedColumns({ basis, level }: Covering): readonly UsedColumn[] {
  const used: UsedColumn[] = [];
  for (let k = 0; k < basis.length; k++) {
    const column = basis[k] ?? -1;
    const amount = level[k] ?? 0;
    if (column >= 0 && amount > 1e-5) used.push({ column, amount });
  }
  return used;
}

interface UsedColumn {
  readonly column: number;
  readonly amount: number;
}

/** Steps until nothing makes the answer cheaper, or the number of steps is spent; returns how many were taken. */
export function optimize(covering: Covering, steps: number): number {
  const entering = new Float64Array(covering.rows);
  let candidates: readonly number[] = [];
  for (let taken = 0; taken < steps; ) {
    const variable = cheapestOf(covering, candidates);
    if (variable === undefined) {
      candidates = improving(covering);
      if (candidates.length === 0) return taken;
      continue;
    }
    const reduced = reducedCostOf(covering, variable);
    inBasisTerms(covering, variable, entering);
    const leaving = leavingPosition(covering, entering);
    if (leaving === undefined) return taken;
    pivot(covering, leaving, entering, reduced);
    covering.basis[leaving] = variable;
    taken++;
  }
  return steps;
}

/** Reduced costs nearer to 0 than this are taken for 0. */
const negligible = 1e-9;

/** Variables among which to choose before all are looked at again. */
const candidatesAtOnce = 40;

/** The variables that make the answer cheapest by the unit. */
function improving(covering: Covering): readonly number[] {
  const { rows, demands, columns } = covering;
  const found: { readonly variable: number; readonly reduced: number }[] = [];
  const consider = (variable: number): void => {
    const reduced = reducedCostOf(covering, variable);
    if (reduced < -negligible) found.push({ variable, reduced });
  };
  for (let column = 0; column < columns.length; column++) consider(column);
  for (let row = 0; row < rows; row++) {
    if (row < demands) consider(surplusOf(covering, row));
    consider(ownVariable(row));
  }
  found.sort((a, b) => a.reduced - b.reduced || a.variable - b.variable);
  return found.slice(0, candidatesAtOnce).map(({ variable }) => variable);
}

function cheapestOf(covering: Covering, candidates: readonly number[]): number | undefined {
  let best: number | undefined;
  let least = -negligible;
  for (const variable of candidates) {
    const reduced = reducedCostOf(covering, variable);
    if (reduced < least) {
      least = reduced;
      best = variable;
    }
  }
  return best;
}

function reducedCostOf(covering: Covering, variable: number): number {
  const { rows, demands, columns, penalty, prices } = covering;
  const column = columns[variable];
  if (column !== undefined) return reducedCost(covering, column);
  const row = -1 - variable;
  if (row >= rows) return prices[row - rows] ?? 0;
  return (row < demands ? (penalty[row] ?? 0) : 0) - (prices[row] ?? 0);
}

/** A row's own variable: what is uncovered of a demand, or left of a limit. */
function ownVariable(row: number): number {
  return -1 - row;
}

/** What is covered of a demand beyond it. */
function surplusOf({ rows }: Covering, row: number): number {
  return -1 - rows - row;
}

/** The entering variable's column in terms of the basis: how much each basic variable falls by its unit. */
function inBasisTerms({ rows, inverse, columns }: Covering, variable: number, into: Float64Array): void {
  into.fill(0);
  const add = (row: number, amount: number): void => {
    for (let k = 0; k < rows; k++) into[k] = (into[k] ?? 0) + amount * (inverse[row * rows + k] ?? 0);
  };
  const column = columns[variable];
  const own = -1 - variable;
  if (column !== undefined) for (const [k, row] of column.rows.entries()) add(row, column.amounts[k] ?? 0);
  else add(own % rows, own < rows ? 1 : -1);
}

/** The basic variable that is at 0 first; of equals the one of the largest step, which is the most exact. */
function leavingPosition({ level, rows }: Covering, entering: Float64Array): number | undefined {
  let leaving: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < rows; k++) {
    const falls = entering[k] ?? 0;
    if (falls <= 1e-9) continue;
    const ratio = Math.max(0, level[k] ?? 0) / falls;
    const isLess = ratio < least - 1e-12;
    if (isLess || (ratio <= least + 1e-12 && falls > (entering[leaving ?? k] ?? 0))) {
      leaving = k;
      least = Math.min(least, ratio);
    }
  }
  return leaving;
}

function pivot(covering: Covering, leaving: number, entering: Float64Array, reduced: number): void {
  const { rows, inverse, level, prices } = covering;
  const step = entering[leaving] ?? 1;
  const amount = (level[leaving] ?? 0) / step;
  const changed = [...entering.keys()].filter((k) => k !== leaving && entering[k] !== 0);
  for (const k of changed) level[k] = (level[k] ?? 0) - amount * (entering[k] ?? 0);
  level[leaving] = amount;
  for (let row = 0; row < rows; row++) {
    const at = row * rows;
    const share = (inverse[at + leaving] ?? 0) / step;
    if (share === 0) continue;
    for (let n = 0; n < changed.length; n++) {
      const k = changed[n] ?? 0;
      inverse[at + k] = (inverse[at + k] ?? 0) - share * (entering[k] ?? 0);
    }
    inverse[at + leaving] = share;
    prices[row] = (prices[row] ?? 0) + reduced * share;
  }
}

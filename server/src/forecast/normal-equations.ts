/** Rows of a regression one after another in one array: `width` columns each, near unit scale. */
export interface Rows {
  readonly width: number;
  readonly columns: Float64Array;
  readonly targets: Float64Array;
}

/**
 * The sums that a least-squares fit needs of its rows. They only grow: one pass over rows in the order of time serves
 * every backtest on the way.
 */
export interface NormalEquations {
  readonly width: number;
  /** Sums of products of columns: the lower triangle, row by row. */
  readonly products: Float64Array;
  /** Sums of products of the columns with the target. */
  readonly targets: Float64Array;
  /** Sum of the weights. */
  weight: number;
}

/** No rows yet. */
export function emptyEquations(width: number): NormalEquations {
  return { width, products: new Float64Array(width * width), targets: new Float64Array(width), weight: 0 };
}

/** Adds the rows from `from` up to but without `to`, each with its weight. */
export function addRows(equations: NormalEquations, rows: Rows, weights: Float64Array, from: number, to: number): void {
  const { width, products, targets } = equations;
  const { columns } = rows;
  for (let row = from; row < to; row++) {
    const start = row * width;
    const weight = weights[row] ?? 0;
    const target = rows.targets[row] ?? 0;
    equations.weight += weight;
    for (let i = 0; i < width; i++) {
      const value = weight * (columns[start + i] ?? 0);
      if (value === 0) continue;
      const line = i * width;
      for (let j = 0; j <= i; j++) products[line + j] = (products[line + j] ?? 0) + value * (columns[start + j] ?? 0);
      targets[i] = (targets[i] ?? 0) + value * target;
    }
  }
}

/**
 * The coefficients with a ridge, as a share of the rows' weight, that draws them towards 0.
 * By the triangular root of the sums: a backtest solves them a hundred times, and the singular values that a general
 * library takes would cost more than all the sums.
 */
export function solve(equations: NormalEquations, ridge: number): Float64Array {
  const penalty = ridge * equations.weight + 1e-12;
  return throughRoot(triangularRoot(equations, penalty), equations.targets);
}

/** The columns of one row times the coefficients. */
export function combineRow(rows: Pick<Rows, "width" | "columns">, row: number, coefficients: Float64Array): number {
  return product(rows.columns, row * rows.width, coefficients, 0, rows.width);
}

function product(a: Float64Array, atA: number, b: Float64Array, atB: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[atA + i] ?? 0) * (b[atB + i] ?? 0);
  return sum;
}

/** Cholesky's lower triangle of the sums with the penalty on their diagonal. */
function triangularRoot({ width, products }: NormalEquations, penalty: number): Float64Array {
  const root = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const own = (products[i * width + j] ?? 0) + (i === j ? penalty : 0);
      const rest = own - product(root, i * width, root, j * width, j);
      root[i * width + j] = i === j ? Math.sqrt(Math.max(rest, 1e-12)) : rest / (root[j * width + j] ?? 1);
    }
  }
  return root;
}

/** Solves with the triangle and then with its transpose. */
function throughRoot(root: Float64Array, right: Float64Array): Float64Array {
  const width = right.length;
  const solution = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    solution[i] = ((right[i] ?? 0) - product(root, i * width, solution, 0, i)) / (root[i * width + i] ?? 1);
  }
  for (let i = width - 1; i >= 0; i--) {
    let rest = solution[i] ?? 0;
    for (let j = i + 1; j < width; j++) rest -= (root[j * width + i] ?? 0) * (solution[j] ?? 0);
    solution[i] = rest / (root[i * width + i] ?? 1);
  }
  return solution;
}

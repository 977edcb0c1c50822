import { MultivariateLinearRegression } from "ml-regression";
import { median } from "./statistics.ts";

/** A regression problem: rows of columns near unit scale, what each row should give, and how much it counts. */
export interface Problem {
  readonly rows: readonly (readonly number[])[];
  readonly targets: readonly number[];
  readonly weights: readonly number[];
}

/**
 * The coefficients of least absolute deviations with a ridge, by iteratively reweighted least squares. Absolute errors,
 * because a spike in the history should not lift every forecast.
 */
export function leastAbsoluteDeviations(problem: Problem, ridge: number, passes: number): readonly number[] {
  let coefficients = leastSquares(problem, ridge);
  for (let pass = 1; pass < passes; pass++) {
    const errors = problem.rows.map((row, i) => Math.abs((problem.targets[i] ?? 0) - combine(row, coefficients)));
    // Errors below a tenth of the usual one count alike, or the smallest would take all the weight.
    const least = 0.1 * median(errors) + 1e-9;
    const weights = problem.weights.map((weight, i) => weight / Math.max(errors[i] ?? 0, least));
    const level = sum(problem.weights) / sum(weights);
    coefficients = leastSquares({ ...problem, weights: weights.map((weight) => weight * level) }, ridge);
  }
  return coefficients;
}

/** The row times the coefficients. */
export function combine(row: readonly number[], coefficients: readonly number[]): number {
  let result = 0;
  for (let i = 0; i < row.length; i++) result += (row[i] ?? 0) * (coefficients[i] ?? 0);
  return result;
}

/** Weights become scaled rows and the ridge becomes one more row per column: the library knows neither. */
function leastSquares({ rows, targets, weights }: Problem, ridge: number): readonly number[] {
  const columns = rows[0]?.length ?? 0;
  const penalty = Math.sqrt(ridge * sum(weights));
  const x: number[][] = [];
  const y: number[][] = [];
  rows.forEach((row, i) => {
    const root = Math.sqrt(weights[i] ?? 0);
    x.push(row.map((value) => value * root));
    y.push([(targets[i] ?? 0) * root]);
  });
  for (let column = 0; column < columns; column++) {
    x.push(Array.from({ length: columns }, (_, i) => (i === column ? penalty : 0)));
    y.push([0]);
  }
  const { weights: solution } = new MultivariateLinearRegression(x, y, { intercept: false, statistics: false });
  return solution.map(([coefficient = 0]) => coefficient);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

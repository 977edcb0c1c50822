import { addRows, combineRow, emptyEquations, type Rows, solve } from "./normal-equations.ts";
import { median } from "./statistics.ts";

/** The first `count` rows, and what each counts. */
interface WeightedRows {
  readonly rows: Rows;
  readonly weights: Float64Array;
  readonly count: number;
}

interface Fit {
  /** As a share of the rows' weight. */
  readonly ridge: number;
  readonly passes: number;
  /** The coefficients to begin with, usually those of least squares. */
  readonly start: Float64Array;
}

/**
 * Coefficients of least absolute deviations by iteratively reweighted least squares. Absolute errors, because a spike in the history should not lift every forecast.
 */
export function leastAbsoluteDeviations(
  { rows, weights, count }: WeightedRows,
  { ridge, passes, start }: Fit,
): Float64Array {
  let coefficients = start;
  const robust = new Float64Array(count);
  for (let pass = 0; pass < passes; pass++) {
    const errors = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      errors[row] = Math.abs((rows.targets[row] ?? 0) - combineRow(rows, row, coefficients));
    }
    // Errors below a tenth of the usual one count alike, or the smallest would take all the weight.
    const least = 0.1 * median(errors) + 1e-9;
    let total = 0;
    let reweighted = 0;
    for (let row = 0; row < count; row++) {
      robust[row] = (weights[row] ?? 0) / Math.max(errors[row] ?? 0, least);
      total += weights[row] ?? 0;
      reweighted += robust[row] ?? 0;
    }
    const level = total / reweighted;
    const equations = emptyEquations(rows.width);
    addRows(
      equations,
      rows,
      robust.map((weight) => weight * level),
      0,
      count,
    );
    coefficients = solve(equations, ridge);
  }
  return coefficients;
}

import { stepScales } from "./error-scale.ts";
import type { Spread } from "./forecast.ts";
import { quantile } from "./statistics.ts";
import { at } from "./window.ts";

/** Entries of an error table at most: enough for the quantile 0.995. */
const tableSize = 401;

/** Days go wrong as a whole, so that few folds are few errors, however many steps they have: one fold widens by this. */
const fewFolds = 0.35;

/** Per origin further back: what is wrong now is wrong by the present size. */
const forgetting = 0.85;

/**
 * Nominal bounds cover too little, because errors of neighboring steps go together: 0.9675 covers what 0.95 should
 * (measured over many usage series), so each quantile moves about a third of its way to 1.
 */
export function calibrated(share: number): number {
  return share + 0.35 * (1 - share);
}

/** A {@link Spread}'s part that comes from the backtest. */
export type Errors = Pick<Spread, "scale" | "errors" | "peakErrors">;

/** Truth minus forecast at each step after one origin; NaN where nothing was measured. */
export interface Residuals {
  readonly mean: Float64Array;
  readonly max: Float64Array;
}

/** How far the truth lies from forecasts over `horizon` steps, of which `day` make a day. Newest fold first. */
export function errorsOf(folds: readonly Residuals[], day: number, horizon: number): Errors {
  const means = folds.map((fold) => fold.mean);
  const widening = 1 + fewFolds / Math.max(folds.length, 1);
  const sizes = stepScales(means, day, horizon);
  const scale = sizes.map((size) => size * widening);
  return {
    scale,
    errors: errorTable(means, sizes),
    peakErrors: errorTable(
      folds.map((fold) => fold.max),
      sizes,
    ),
  };
}

/** `mean` raised to the quantile; never below `mean`. */
export function upperBound(mean: Float64Array, { scale, errors }: Errors, share: number): Float64Array {
  const error = Math.max(quantile(errors, calibrated(share)) || 0, 0);
  return mean.map((value, ahead) => value + error * at(scale, ahead));
}

/** Share of the held-out steps that lie at or below a bound made from the other folds; NaN with fewer than two folds. */
export function coverage(folds: readonly Residuals[], day: number, share: number): number {
  let covered = 0;
  let count = 0;
  folds.forEach((fold, index) => {
    if (folds.length < 2) return;
    const others = errorsOf(folds.toSpliced(index, 1), day, fold.mean.length);
    const bound = upperBound(new Float64Array(fold.mean.length), others, share);
    fold.mean.forEach((error, ahead) => {
      if (Number.isNaN(error)) return;
      count++;
      if (error <= at(bound, ahead)) covered++;
    });
  });
  return covered / count;
}

/** Quantiles of the scaled errors, in ascending order; those of newer folds count more. */
function errorTable(folds: readonly Float64Array[], scale: Float64Array): Float64Array {
  const errors = folds
    .flatMap((fold, age) => Array.from(fold, (error, ahead) => ({ error: error / at(scale, ahead), age })))
    .filter(({ error }) => !Number.isNaN(error))
    .sort((a, b) => a.error - b.error);
  const total = errors.reduce((sum, { age }) => sum + forgetting ** age, 0);
  const table = new Float64Array(Math.min(errors.length, tableSize));
  let next = 0;
  let below = 0;
  for (const { error, age } of errors) {
    below += forgetting ** age;
    // A little more, so that what is lost in the last digits of the sums leaves no entry open.
    while (next < table.length && (next + 0.5) * total <= below * table.length * (1 + 1e-12)) table[next++] = error;
  }
  return table;
}

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
 * Nominal bounds cover too little, because errors of neighboring steps go together: 0.97 covers what 0.95 should
 * (measured over many usage series), so each quantile moves two fifths of its way to 1.
 */
export function calibrated(share: number): number {
  return share + 0.4 * (1 - share);
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
  const sizes = stepScales(means, day, horizon);
  return {
    scale: widened(sizes, folds.length),
    errors: errorTable(means, sizes),
    peakErrors: errorTable(
      folds.map((fold) => fold.max),
      sizes,
    ),
  };
}

/** The same of the means alone. */
export function meanErrorsOf(folds: readonly Float64Array[], day: number, horizon: number): Omit<Errors, "peakErrors"> {
  const sizes = stepScales(folds, day, horizon);
  return { scale: widened(sizes, folds.length), errors: errorTable(folds, sizes) };
}

/** `mean` raised to the quantile; never below `mean`. */
export function upperBound(
  mean: Float64Array,
  { scale, errors }: Omit<Errors, "peakErrors">,
  share: number,
): Float64Array {
  const error = Math.max(quantile(errors, calibrated(share)) || 0, 0);
  return mean.map((value, ahead) => value + error * at(scale, ahead));
}

/** Share of the held-out steps that lie at or below a bound made from the other folds; NaN with fewer than two folds. */
export function coverage(folds: readonly Float64Array[], day: number, share: number): number {
  let covered = 0;
  let count = 0;
  folds.forEach((fold, index) => {
    if (folds.length < 2) return;
    const others = meanErrorsOf(folds.toSpliced(index, 1), day, fold.length);
    const bound = upperBound(new Float64Array(fold.length), others, share);
    fold.forEach((error, ahead) => {
      if (Number.isNaN(error)) return;
      count++;
      if (error <= at(bound, ahead)) covered++;
    });
  });
  return covered / count;
}

function widened(sizes: Float64Array, folds: number): Float64Array {
  return sizes.map((size) => size * (1 + fewFolds / Math.max(folds, 1)));
}

/** Quantiles of the scaled errors, in ascending order; those of newer folds count more. */
function errorTable(folds: readonly Float64Array[], scale: Float64Array): Float64Array {
  const parts = folds.map((fold, age) => {
    const errors = fold.map((error, ahead) => error / at(scale, ahead)).filter((error) => !Number.isNaN(error));
    return { errors: errors.sort(), weight: forgetting ** age, next: 0 };
  });
  const count = parts.reduce((sum, { errors }) => sum + errors.length, 0);
  const total = parts.reduce((sum, { errors, weight }) => sum + weight * errors.length, 0);
  const table = new Float64Array(Math.min(count, tableSize));
  let filled = 0;
  let below = 0;
  for (let i = 0; i < count; i++) {
    const part = smallestNext(parts);
    const error = part?.errors[part.next++] ?? Number.NaN;
    below += part?.weight ?? 0;
    // A little more, so that what is lost in the last digits of the sums leaves no entry open.
    while (filled < table.length && (filled + 0.5) * total <= below * table.length * (1 + 1e-12))
      table[filled++] = error;
  }
  return table;
}

/** Of ascending errors that are read side by side, those that go on with the smallest. */
function smallestNext<Part extends { readonly errors: Float64Array; readonly next: number }>(
  parts: readonly Part[],
): Part | undefined {
  let smallest: Part | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    if (part.next < part.errors.length && at(part.errors, part.next) <= least) {
      smallest = part;
      least = at(part.errors, part.next);
    }
  }
  return smallest;
}

import type { Spread } from "./forecast.ts";
import { quantile } from "./statistics.ts";
import { at } from "./window.ts";

/** Entries of an error table: enough for the quantile 0.995. */
const tableSize = 401;

/** The hours of a day are told apart no finer than this, or there are too few errors in each. */
const partsOfDay = 24;

/** Share of the step's own part of the day in its scale; the rest is the day's. Measured best at a half. */
const ownShare = 0.5;

/** Days go wrong as a whole, so that few folds are few errors, however many steps they have: one fold widens by this. */
const fewFolds = 0.35;

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

/** How far the truth lies from forecasts over `horizon` steps, of which `day` make a day. */
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

function errorTable(folds: readonly Float64Array[], scale: Float64Array): Float64Array {
  return quantileTable(folds.flatMap((fold) => [...scaledErrors(fold, scale)]));
}

/** The values in ascending order, or so many quantiles of them; without NaN. */
function quantileTable(values: ArrayLike<number>): Float64Array {
  const ascending = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (ascending.length <= tableSize) return ascending;
  return Float64Array.from({ length: tableSize }, (_, i) => quantile(ascending, i / (tableSize - 1)));
}

function* scaledErrors(fold: Float64Array, scale: Float64Array): Generator<number> {
  for (let ahead = 0; ahead < fold.length; ahead++) {
    const error = at(fold, ahead);
    if (!Number.isNaN(error)) yield error / at(scale, ahead);
  }
}

function stepScales(residuals: readonly Float64Array[], day: number, horizon: number): Float64Array {
  const steps = Math.max(...residuals.map((fold) => fold.length), 0);
  const days = dayWidths(residuals, day, steps, Math.ceil(horizon / day));
  const parts = partWidths(residuals, day, days);
  return Float64Array.from({ length: horizon }, (_, ahead) => {
    const part = parts[partOf(ahead, day)] ?? 1;
    return (days[Math.floor(ahead / day)] ?? 1) * (1 - ownShare + ownShare * part);
  });
}

/** The mean absolute error of each day of the horizon, never shrinking; beyond what was tested it grows as it did. */
function dayWidths(residuals: readonly Float64Array[], day: number, steps: number, days: number): readonly number[] {
  const tested = Math.max(1, Math.round(steps / day));
  const widths: number[] = [];
  for (let i = 0; i < days; i++) {
    const last = widths.at(-1) ?? 0;
    if (i < tested) {
      const width = meanSize(residuals.map((fold) => fold.subarray(i * day, (i + 1) * day)));
      widths.push(Math.max(last, Number.isNaN(width) ? 0 : width));
    } else {
      const growth = Math.min(Math.max(Math.log(last / (widths[0] ?? 1)) / Math.log(tested), 0), 0.5) || 0;
      widths.push((widths[tested - 1] ?? 0) * ((i + 1) / tested) ** (tested === 1 ? 0.25 : growth));
    }
  }
  return widths.map((width) => (width > 0 ? width : 1));
}

/** The error of each part of the day relative to its day's, each smoothed with its neighbors; 1 on average. */
function partWidths(residuals: readonly Float64Array[], day: number, days: readonly number[]): readonly number[] {
  const count = Math.min(partsOfDay, day);
  const sums = new Float64Array(count);
  const counts = new Float64Array(count);
  for (const fold of residuals) {
    fold.forEach((error, ahead) => {
      if (Number.isNaN(error)) return;
      const part = partOf(ahead, day);
      sums[part] = at(sums, part) + Math.abs(error) / (days[Math.floor(ahead / day)] ?? 1);
      counts[part] = at(counts, part) + 1;
    });
  }
  const means = Array.from({ length: count }, (_, i) => (at(counts, i) > 0 ? at(sums, i) / at(counts, i) : 1));
  const smooth = means.map(
    (width, i) => (2 * width + (means[(i + 1) % count] ?? 1) + (means[(i + count - 1) % count] ?? 1)) / 4,
  );
  const average = smooth.reduce((sum, width) => sum + width, 0) / count;
  return smooth.map((width) => (average > 0 ? width / average : 1));
}

function partOf(ahead: number, day: number): number {
  return Math.floor(((ahead % day) * Math.min(partsOfDay, day)) / day);
}

function meanSize(parts: readonly Float64Array[]): number {
  let sum = 0;
  let count = 0;
  for (const part of parts) {
    for (const error of part) {
      if (Number.isNaN(error)) continue;
      sum += Math.abs(error);
      count++;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}

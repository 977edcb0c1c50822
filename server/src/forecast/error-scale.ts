import { at } from "./window.ts";

/** The hours of a day are told apart no finer than this, or there are too few errors in each. */
const partsOfDay = 24;

/** Share of the step's own part of the day in its scale; the rest is the day's. Measured best at a half. */
const ownShare = 0.5;

/**
 * The usual size of the error at each step of the horizon: that of its day, which never shrinks from day to day, times
 * that of its part of the day. `residuals` are the errors of each fold, NaN where nothing was measured.
 */
export function stepScales(residuals: readonly Float64Array[], day: number, horizon: number): Float64Array {
  const tested = testedDays(residuals, day);
  const days = Array.from({ length: Math.ceil(horizon / day) }, (_, i) => tested[i] ?? extrapolated(tested, i));
  const parts = partWidths(residuals, day, days);
  return Float64Array.from({ length: horizon }, (_, ahead) => {
    const part = parts[partOf(ahead, day)] ?? 1;
    return (days[Math.floor(ahead / day)] ?? 1) * (1 - ownShare + ownShare * part);
  });
}

/** The mean absolute error of each day that the backtest reached. */
function testedDays(residuals: readonly Float64Array[], day: number): readonly number[] {
  const steps = Math.max(...residuals.map((fold) => fold.length), 0);
  const widths: number[] = [];
  for (let i = 0; i < Math.max(1, Math.round(steps / day)); i++) {
    const width = meanSize(residuals.map((fold) => fold.subarray(i * day, (i + 1) * day)));
    widths.push(Math.max(widths.at(-1) ?? 0, width || 0));
  }
  // Without any error the size of errors does not matter, but it must not be zero.
  return widths.map((width) => width || widths.at(-1) || 1);
}

/** Beyond the tested days errors grow by the power of the time that they grew by within; no faster than a random walk's. */
function extrapolated(tested: readonly number[], day: number): number {
  const [first = 1] = tested;
  const last = tested.at(-1) ?? 1;
  const power = tested.length === 1 ? unknownPower : Math.log(last / first) / Math.log(tested.length);
  return last * ((day + 1) / tested.length) ** Math.min(power, 0.5);
}

/** One tested day says nothing of the growth: half way between none and a random walk's. */
const unknownPower = 0.25;

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

import { constantBound } from "./demand.ts";
import { quantile as quantileOf } from "./statistics.ts";
import { calibrated, meanErrorsOf, type Residuals } from "./uncertainty.ts";
import { at } from "./window.ts";

/** A past forecast of the chosen model, at the series' own step. */
export interface PastForecast {
  /** Index of its first step in the series. */
  readonly origin: number;
  readonly mean: Float64Array;
  readonly residuals: Residuals;
}

/**
 * How much a constant bound made from the forecast deserves against the last week's quantile: by the pinball losses of
 * both at past origins, the fourth power of their ratio (a plain choice by the smaller loss would follow chance). One half
 * without two folds to compare.
 */
export function trustIn(
  past: readonly PastForecast[],
  values: Float64Array,
  settled: number,
  day: number,
  quantile: number,
): number {
  if (past.length < 2) return 0.5;
  let forecastLoss = 0;
  let recentLoss = 0;
  past.forEach(({ origin, mean }, index) => {
    const others = past.toSpliced(index, 1).map((fold) => fold.residuals.mean);
    const { scale, errors } = meanErrorsOf(others, day, mean.length);
    const ahead = constantBound(mean, scale, errors, quantile);
    const back = quantileOf(lastWeek(values, origin, settled, day).sort(), calibrated(quantile));
    const weight = forgetting ** index;
    forecastLoss += weight * pinballLoss(values, origin, mean.length, ahead, quantile);
    recentLoss += weight * pinballLoss(values, origin, mean.length, back, quantile);
  });
  if (forecastLoss === 0) return 1;
  return 1 / (1 + (forecastLoss / recentLoss) ** sharpness);
}

/** How many of the steps before `end` are recent: a week, but none before `settled`, where a lasting jump ended. */
export function recentSteps(end: number, settled: number, day: number): number {
  // Where the jump lies less than a day back, a day is still needed to see a day's course.
  return end - Math.max(end - 7 * day, Math.min(settled, end - day), 0);
}

function lastWeek(values: Float64Array, end: number, settled: number, day: number): Float64Array {
  return values.slice(end - recentSteps(end, settled, day), end).filter((value) => !Number.isNaN(value));
}

const forgetting = 0.8;
const sharpness = 4;

/** The loss that a quantile minimizes: being exceeded costs `quantile`, being too high 1 - `quantile`, per unit. */
function pinballLoss(values: Float64Array, from: number, steps: number, bound: number, quantile: number): number {
  let loss = 0;
  for (let i = from; i < from + steps; i++) {
    const miss = at(values, i) - bound;
    if (!Number.isNaN(miss)) loss += Math.max(quantile * miss, (quantile - 1) * miss);
  }
  return loss;
}

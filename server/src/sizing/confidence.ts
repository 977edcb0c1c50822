import type { Forecast } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";

const day = 86_400;

/**
 * How far a recommendation can be believed, 0–1, to two digits: the product of
 * - length of the history: 0 below the minimum, 0.4 at it, 0.8 at 7 days (every weekday seen once), 1 at 14 (twice),
 *   straight between;
 * - coverage: 1 where the backtest's bound covered its quantile of the held-out samples, less twice what it missed;
 * - error: 1 where the model was at least as good as repeating the last season, else 1 ÷ its scaled error;
 * - completeness: the share of the grid's steps that were measured, not bridged or missing; 1 for what runs now and then.
 * Without any backtest, coverage and error together count 0.5. The numbers are this project's convention.
 */
export function confidenceOf(
  series: Series,
  forecast: Forecast,
  minimumHistorySeconds: number,
  runsNowAndThen: boolean,
): number {
  if (forecast.model === undefined) return 0;
  const length = series.mean.length * series.stepSeconds;
  const complete = runsNowAndThen ? 1 : completeness(series);
  const product = lengthFactor(length, minimumHistorySeconds) * backtestFactor(forecast) * complete;
  return Math.round(100 * Math.min(1, Math.max(0, product))) / 100;
}

/** What a distribution deserves that another recommender has kept for so long: like a history without any backtest. */
export function priorConfidence(seconds: number, minimumHistorySeconds: number): number {
  return Math.round(100 * withoutBacktest * lengthFactor(seconds, minimumHistorySeconds)) / 100;
}

const withoutBacktest = 0.5;

function lengthFactor(seconds: number, minimum: number): number {
  if (seconds < minimum) return 0;
  const [week, fortnight] = [7 * day, 14 * day];
  if (seconds >= fortnight) return 1;
  if (seconds >= week) return between(seconds, [Math.max(week, minimum), 0.8], [fortnight, 1]);
  return between(seconds, [minimum, 0.4], [week, 0.8]);
}

/** On the straight line from one point to the other. */
function between(x: number, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): number {
  return x1 <= x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

function backtestFactor({ backtest: { folds, coverage, meanAbsoluteScaledError }, quantile }: Forecast): number {
  if (folds === 0) return withoutBacktest;
  const covered = Number.isNaN(coverage) ? 1 : Math.max(0, 1 - 2 * Math.max(0, quantile - coverage));
  const accurate = Number.isNaN(meanAbsoluteScaledError) ? 1 : 1 / Math.max(1, meanAbsoluteScaledError);
  return covered * accurate;
}

function completeness({ mean, interpolated }: Series): number {
  if (mean.length === 0) return 0;
  const missing = mean.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  return 1 - (missing + interpolated.length) / mean.length;
}

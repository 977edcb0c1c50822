import type { Forecast } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";

/**
 * How far a value can be believed, 0–1: half of it is the length of the history against two weeks (what the weekly
 * cycle takes to be seen twice), a third how near the backtest's coverage came to the quantile that was asked for,
 * the rest the share of steps that were really measured. The weights are a convention of this project.
 */
export function confidenceOf(series: Series, forecast: Forecast): number {
  if (forecast.model === undefined) return 0;
  const days = (series.mean.length * series.stepSeconds) / 86_400;
  const length = Math.min(1, days / 14);
  const { folds, coverage } = forecast.backtest;
  const calibration = folds === 0 ? 0.5 : 1 - Math.min(1, Math.abs(coverage - forecast.quantile) / 0.2);
  const confidence = 0.5 * length + 0.35 * calibration + 0.15 * measuredShare(series);
  return Math.round(confidence * 100) / 100;
}

function measuredShare({ mean, interpolated }: Series): number {
  const gaps = mean.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  return 1 - (gaps + interpolated.length) / Math.max(1, mean.length);
}

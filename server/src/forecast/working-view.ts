import type { Series } from "../history/series.ts";
import { type Fold, trainingDays } from "./backtest.ts";
import type { ModelName } from "./forecast.ts";
import type { PastForecast } from "./trust.ts";
import { at, bridgeGaps, coarsen, refine, type Window } from "./window.ts";

/** The newest part of a series, also at the step that the models work with. */
export interface WorkingView {
  /** At the working step, its end the series' end. */
  readonly window: Window;
  /** Steps of the series per step of the window. */
  readonly factor: number;
  /** In steps of the window. */
  readonly horizon: number;
  /** In steps of the series. */
  readonly steps: number;
  /** Steps of the series per day. */
  readonly day: number;
  readonly mean: Float64Array;
  readonly max: Float64Array;
}

/** Steps that 28 days may have: a little more than quarters of an hour. Finer series are worked on in groups of steps. */
const mostTrainingSteps = 2976;

/** Steps that are always kept, however long they are. */
const fewestSteps = 100;

/** The view of a series for a horizon: as much of it as the oldest backtest can use, at a step that keeps it quick. */
export function viewOf(series: Series, horizonSeconds: number): WorkingView {
  const day = Math.max(1, Math.round(86_400 / series.stepSeconds));
  const steps = Math.max(1, Math.round(horizonSeconds / series.stepSeconds));
  const training = Math.min(series.mean.length, trainingDays * day);
  let factor = 1;
  while (factor < day && (training / factor > mostTrainingSteps || day % factor !== 0)) factor++;
  const kept = Math.max((trainingDays + 7) * day + Math.min(steps, trainingDays * day), fewestSteps);
  const mean = newest(series.mean, kept);
  const max = newest(series.max, kept);
  const window = bridgeGaps(coarsen(mean, factor), day / factor);
  return { window, factor, horizon: Math.ceil(steps / factor), steps, day, mean, max };
}

/** The last values; use is never below zero, whatever was written down. */
function newest(values: Float64Array, count: number): Float64Array {
  return values.subarray(Math.max(0, values.length - count)).map((value) => Math.max(value, 0));
}

/** What a model forecast in the folds, at the series' own step. Folds that it could not try are left out. */
export function pastForecasts(folds: readonly Fold[], model: ModelName, view: WorkingView): readonly PastForecast[] {
  const { factor, mean, max, window } = view;
  const skipped = mean.length - window.values.length * factor;
  return folds.flatMap(({ origin: step, forecasts }) => {
    const coarse = forecasts.get(model);
    if (coarse === undefined) return [];
    const origin = skipped + step * factor;
    const forecast = refine(coarse, factor, coarse.length * factor);
    const misses = (truth: Float64Array) => forecast.map((value, ahead) => at(truth, origin + ahead) - value);
    return [{ origin, mean: forecast, residuals: { mean: misses(mean), max: misses(max) } }];
  });
}

import type { Series } from "../history/series.ts";
import { backtest, forecastsFrom, trainingWindow } from "./backtest.ts";
import { naive, percentile } from "./baselines.ts";
import type { Backtest, Forecast, Spread } from "./forecast.ts";
import type { LevelShift } from "./level-shift.ts";
import type { Model } from "./model.ts";
import { modelsWith } from "./models.ts";
import { pool, pooled, withPool } from "./pool.ts";
import { reasonFor, tooLittleHistory } from "./reason.ts";
import { seasonalWork } from "./seasonal-work.ts";
import { choose, rank, type Score } from "./selection.ts";
import { median } from "./statistics.ts";
import { type PastForecast, recentSteps, trustIn } from "./trust.ts";
import { coverage, errorsOf, type Residuals, upperBound } from "./uncertainty.ts";
import { refine } from "./window.ts";
import { pastForecasts, viewOf, type WorkingView } from "./working-view.ts";

export interface ForecastRequest {
  readonly horizonSeconds: number;
  /** Of `upper`; 0–1. */
  readonly quantile: number;
  /** `auto` or a model's name; an unknown name is answered by `auto`, and the reason says so. */
  readonly model: string;
  readonly minimumHistorySeconds: number;
  /** Asked between backtests; where it says yes, the forecast is empty. */
  readonly stop?: () => boolean;
}

/** What the series is expected to do over the horizon, by the model that did best on its own past. */
export function forecastSeries(series: Series, request: ForecastRequest): Forecast {
  const history = series.mean.length * series.stepSeconds;
  if (series.mean.length < 2 || history < request.minimumHistorySeconds) {
    return nothing(series, request, tooLittleHistory(series, request.minimumHistorySeconds));
  }
  const view = viewOf(series, request.horizonSeconds);
  const work = seasonalWork(view.window, view.horizon);
  const models = modelsWith(request.model);
  const tried = backtest(view.window, view.horizon, models, request.stop ?? (() => false), work);
  if (tried === undefined) return nothing(series, request, "Stopped before the backtest was done.");
  const folds = withPool(tried, view.window);
  const { window, shift } = trainingWindow(view.window, view.window.values.length);
  const ranked = rank(folds, view.window, [...models, pool]);
  // Parts of a day are no test for the next day: without two whole days there is nothing to choose by.
  const best = folds.length > 1 && window.values.length >= 2 * window.day ? choose(ranked)?.model : undefined;
  const now = (tryOut: readonly Model[]) =>
    forecastsFrom(view.window, view.window.values.length, view.horizon, view.horizon, tryOut, work);
  const { model, coarse } = pick(
    [...models, pool].find(({ name }) => name === request.model),
    best,
    (asked) => (asked === pool ? pooled(tried, view.window, now(models)) : now([asked]).get(asked.name)),
  );
  const past = pastForecasts(folds, model.name, view);
  const mean = refine(coarse, view.factor, view.steps);
  const spread = spreadOf(past, view, shift, request.quantile);
  return {
    ...frame(series, request),
    model: model.name,
    mean,
    upper: upperBound(mean, spread, request.quantile),
    spread,
    reason: reasonFor({ series, asked: request.model, model, ranked, folds: folds.length, shift, factor: view.factor }),
    backtest: summary(ranked, model, past, view.day, request.quantile),
  };
}

/** The model that was asked for, else the backtest's choice, else a baseline that needs none: the first that can be fitted. */
function pick(
  asked: Model | undefined,
  best: Model | undefined,
  forecast: (model: Model) => Float64Array | undefined,
): { readonly model: Model; readonly coarse: Float64Array } {
  for (const model of [asked, best, percentile]) {
    const coarse = model === undefined ? undefined : forecast(model);
    if (model !== undefined && coarse !== undefined) return { model, coarse };
  }
  return { model: naive, coarse: forecast(naive) ?? new Float64Array() };
}

function spreadOf(
  past: readonly PastForecast[],
  view: WorkingView,
  shift: LevelShift | undefined,
  quantile: number,
): Spread {
  const { mean, day, steps, factor } = view;
  const settled = shift === undefined ? 0 : mean.length - shift.age * factor;
  const residuals = past.length > 0 ? past.map((fold) => fold.residuals) : [distances(view)];
  return {
    ...errorsOf(residuals, day, steps),
    recentSteps: recentSteps(mean.length, settled, day),
    trust: trustIn(past, mean, settled, day, quantile),
  };
}

/** For want of any backtest: the forecast may be as far off as the last day's values are from their own middle. */
function distances({ mean, max, window, day, steps }: WorkingView): Residuals {
  const middle = median(window.values);
  const lastDay = (values: Float64Array) => values.slice(-Math.min(day, steps)).map((value) => value - middle);
  return { mean: lastDay(mean), max: lastDay(max) };
}

function summary(
  ranked: readonly Score[],
  model: Model,
  past: readonly PastForecast[],
  day: number,
  quantile: number,
): Backtest {
  const candidates = ranked.map((score) => ({ ...score, model: score.model.name }));
  return {
    folds: past.length,
    coverage: coverage(
      past.map(({ residuals }) => residuals.mean),
      day,
      quantile,
    ),
    meanAbsoluteScaledError:
      candidates.find((each) => each.model === model.name)?.meanAbsoluteScaledError ?? Number.NaN,
    candidates,
  };
}

function frame(
  series: Series,
  request: ForecastRequest,
): Pick<Forecast, "series" | "start" | "stepSeconds" | "quantile" | "samples"> {
  return {
    series: series.id,
    start: series.start + series.mean.length * series.stepSeconds * 1000,
    stepSeconds: series.stepSeconds,
    quantile: request.quantile,
    samples: series.samples,
  };
}

function nothing(series: Series, request: ForecastRequest, reason: string): Forecast {
  const none = new Float64Array();
  return {
    ...frame(series, request),
    model: undefined,
    mean: none,
    upper: none,
    spread: { scale: none, errors: none, peakErrors: none, recentSteps: 0, trust: 0 },
    reason,
    backtest: { folds: 0, coverage: Number.NaN, meanAbsoluteScaledError: Number.NaN, candidates: [] },
  };
}

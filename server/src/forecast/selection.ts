import type { Fold } from "./backtest.ts";
import type { ModelName } from "./forecast.ts";
import type { Model } from "./model.ts";
import { at, type Window } from "./window.ts";

/** A model's mean absolute error in the backtest, scaled so that 1 is what yesterday's values miss within the history. */
export interface Score {
  readonly model: Model;
  readonly meanAbsoluteScaledError: number;
  /** What is chosen by, see {@link recentError}. */
  readonly recent: number;
}

/** A single model must be better than the pool by this share, or the difference is luck. */
const clearly = 0.3;

/** Share of the largest value. */
const negligible = 1e-10;

/** Per origin further back, in the recent error: what is right now counts, which carries a choice over a change of level. */
const fastForgetting = 0.5;

/** Per origin further back: the present counts most. */
const forgetting = 0.8;

/** The models that could be tried in at least half of the folds, best first; of equals the one listed first. */
export function rank(folds: readonly Fold[], window: Window, models: readonly Model[]): readonly Score[] {
  const scale = seasonalNaiveError(window);
  const reference = models.find(({ name }) => folds.every((fold) => fold.forecasts.has(name)));
  if (reference === undefined) return [];
  const referenceError = meanError(folds, window, reference.name);
  return models
    .map((model) => ({ model, folds: folds.filter((fold) => fold.forecasts.has(model.name)) }))
    .filter((tried) => tried.folds.length > 0 && 2 * tried.folds.length >= folds.length)
    .map((tried) => {
      // A model that was tried in fewer folds is compared in those, or easy days would be its merit.
      const error = meanError(tried.folds, window, tried.model.name);
      const common = meanError(tried.folds, window, reference.name);
      const relative = common > 0 ? error / common : error > 0 ? Number.POSITIVE_INFINITY : 1;
      return {
        model: tried.model,
        meanAbsoluteScaledError: (relative * referenceError) / scale,
        recent: recentError(folds.map((fold) => errorIn(fold, window, tried.model.name))),
      };
    })
    .filter((score) => Number.isFinite(score.meanAbsoluteScaledError))
    .sort((a, b) => a.meanAbsoluteScaledError - b.meanAbsoluteScaledError);
}

/** The pool, or the best single model where that is clearly better, or as good: of equals the simpler one is taken. */
export function choose(ranked: readonly Score[]): Score | undefined {
  const together = ranked.find(({ model }) => model.name === "pool");
  let best: Score | undefined;
  for (const score of ranked) {
    if (score !== together && (best === undefined || score.recent < best.recent)) best = score;
  }
  if (best === undefined || together === undefined) return best;
  return best.recent <= (1 - clearly) * together.recent ? best : together;
}

/**
 * Of the errors in the folds, newest first, undefined where the model could not be tried: by their roots, so that one bad
 * day is not all that is known of a model, and half as much a day earlier.
 */
export function recentError(errors: readonly (number | undefined)[]): number {
  let sum = 0;
  let total = 0;
  errors.forEach((error, age) => {
    if (error === undefined) return;
    sum += fastForgetting ** age * Math.sqrt(error);
    total += fastForgetting ** age;
  });
  return total === 0 ? Number.POSITIVE_INFINITY : (sum / total) ** 2;
}

/** Mean absolute error of a model in one fold; undefined where it could not be tried. */
export function errorIn(fold: Fold, window: Window, name: ModelName): number | undefined {
  return fold.forecasts.has(name) ? meanError([fold], window, name) : undefined;
}

/** Mean absolute error over the measured steps, newer folds counting more. */
function meanError(folds: readonly Fold[], { values, measured }: Window, name: ModelName): number {
  let sum = 0;
  let total = 0;
  let level = 0;
  folds.forEach(({ origin, forecasts }, age) => {
    const weight = forgetting ** age;
    forecasts.get(name)?.forEach((forecast, ahead) => {
      if (measured[origin + ahead] !== 1) return;
      sum += weight * Math.abs(at(values, origin + ahead) - forecast);
      total += weight;
      level = Math.max(level, Math.abs(at(values, origin + ahead)));
    });
  });
  // What is lost in the last digits is no error, or equal models would be told apart by it.
  const error = total === 0 ? 0 : sum / total;
  return error > negligible * level ? error : 0;
}

/** What yesterday's values miss on average within the window; for a window that never changes its level, else 1. */
function seasonalNaiveError({ values, day }: Window): number {
  const lag = Math.min(day, Math.floor(values.length / 2));
  let sum = 0;
  let level = 0;
  for (let i = lag; i < values.length; i++) {
    sum += Math.abs(at(values, i) - at(values, i - lag));
    level += Math.abs(at(values, i));
  }
  return (sum || level || values.length - lag) / (values.length - lag);
}

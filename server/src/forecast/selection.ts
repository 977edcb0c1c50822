import type { Fold } from "./backtest.ts";
import type { ModelName } from "./forecast.ts";
import type { Model } from "./model.ts";
import { at, type Window } from "./window.ts";

/** A model's mean absolute error in the backtest, scaled so that 1 is what yesterday's values miss within the history. */
export interface Score {
  readonly model: Model;
  readonly meanAbsoluteScaledError: number;
}

/** A regression must be better than the best baseline by this share, or the difference is luck. */
const clearly = 0.03;

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
      return { model: tried.model, meanAbsoluteScaledError: (relative * referenceError) / scale };
    })
    .filter((score) => Number.isFinite(score.meanAbsoluteScaledError))
    .sort((a, b) => a.meanAbsoluteScaledError - b.meanAbsoluteScaledError);
}

/** The best model, or the best baseline where no regression is clearly better. */
export function choose(ranked: readonly Score[]): Score | undefined {
  const best = ranked[0];
  const baseline = ranked.find(({ model }) => model.baseline);
  if (best === undefined || baseline === undefined) return best;
  return best.meanAbsoluteScaledError < (1 - clearly) * baseline.meanAbsoluteScaledError ? best : baseline;
}

/** Mean absolute error over the measured steps, newer folds counting more. */
function meanError(folds: readonly Fold[], { values, measured }: Window, name: ModelName): number {
  let sum = 0;
  let total = 0;
  folds.forEach(({ origin, forecasts }, age) => {
    const weight = forgetting ** age;
    forecasts.get(name)?.forEach((forecast, ahead) => {
      if (measured[origin + ahead] !== 1) return;
      sum += weight * Math.abs(at(values, origin + ahead) - forecast);
      total += weight;
    });
  });
  return total === 0 ? 0 : sum / total;
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

import type { Fold } from "./backtest.ts";
import type { ModelName } from "./forecast.ts";
import type { Model } from "./model.ts";
import { recentError } from "./selection.ts";
import { at, type Window } from "./window.ts";

/** The members together. It is not fitted: it is made of what the others forecast. */
export const pool: Model = {
  name: "pool",
  baseline: false,
  title: "the mean of the models that missed least (pool)",
  fit: () => undefined,
};

/** How much each model counts; together 1. */
type Shares = ReadonlyMap<ModelName, number>;

/** Trends are left out: they are right for a while and then far off. */
const members: readonly ModelName[] = [
  "naive",
  "seasonalNaive",
  "weeklyNaive",
  "percentile",
  "theta",
  "holtWinters",
  "fourier",
  "seasonal",
  "seasonalPrior",
  "seasonalPriorLog",
];

/** The best members, at most so many. */
const mostMembers = 8;

/** How much more a member counts that missed less. */
const sharpness = 5;

/** The folds with what the pool would have forecast there, its shares made from the other folds alone. */
export function withPool(folds: readonly Fold[], window: Window): readonly Fold[] {
  if (folds.length < 2) return folds;
  return folds.map((fold) => {
    const others = folds.filter((other) => other !== fold);
    const forecast = combine(sharesBy(others, window, fold.forecasts), fold.forecasts);
    return forecast === undefined ? fold : { ...fold, forecasts: new Map(fold.forecasts).set(pool.name, forecast) };
  });
}

/** The pool's forecast from those of its members, its shares made from all folds; undefined with fewer than two. */
export function pooled(
  folds: readonly Fold[],
  window: Window,
  forecasts: ReadonlyMap<ModelName, Float64Array>,
): Float64Array | undefined {
  return folds.length < 2 ? undefined : combine(sharesBy(folds, window, forecasts), forecasts);
}

function sharesBy(folds: readonly Fold[], window: Window, there: ReadonlyMap<ModelName, unknown>): Shares {
  const errors = members
    .filter((name) => there.has(name))
    .flatMap((name) => {
      const tried = folds.filter((fold) => fold.forecasts.has(name));
      // A member that was tried in few folds may have met the easy ones.
      return 2 * tried.length < folds.length ? [] : [{ name, error: recentError(folds, window, name) }];
    })
    .sort((a, b) => a.error - b.error)
    .slice(0, mostMembers);
  const least = errors[0]?.error ?? 0;
  const counts = errors.map(({ name, error }) => [name, error <= least ? 1 : (least / error) ** sharpness] as const);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return new Map(counts.map(([name, count]) => [name, count / total]));
}

function combine(shares: Shares, forecasts: ReadonlyMap<ModelName, Float64Array>): Float64Array | undefined {
  let combined: Float64Array | undefined;
  for (const [name, share] of shares) {
    const forecast = forecasts.get(name) ?? new Float64Array();
    combined ??= new Float64Array(forecast.length);
    for (let i = 0; i < combined.length; i++) combined[i] = at(combined, i) + share * at(forecast, i);
  }
  return combined;
}

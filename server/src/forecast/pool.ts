import type { Fold } from "./backtest.ts";
import type { ModelName } from "./forecast.ts";
import type { Model } from "./model.ts";
import { models } from "./models.ts";
import { errorIn, recentError } from "./selection.ts";
import { at, type Window } from "./window.ts";

/** The members together. It is not fitted: it is made of what the others forecast. */
export const pool: Model = {
  name: "pool",
  baseline: false,
  title: "the models together, each by how little it missed (pool)",
  fit: () => undefined,
};

/** How much each model counts; together 1. */
type Shares = ReadonlyMap<ModelName, number>;

/**
 * What a member's share falls by for each time that it missed as much again as the best. A steeper fall would follow the
 * luck of seven days.
 */
const steepness = 2;

/** Before any backtest the seasonal regression counts as much as so many others: over many series it alone is nearly the best. */
const trustInRegression = 5;

/** Share of the weighted median, which one odd member does not move; the rest is the weighted mean, which is smoother. */
const medianShare = 0.5;

/** The folds with what the pool would have forecast there, its shares made from the other folds alone. */
export function withPool(folds: readonly Fold[], window: Window): readonly Fold[] {
  if (folds.length < 2) return folds;
  const errors = errorsIn(folds, window);
  return folds.map((fold, index) => {
    const forecast = combine(sharesBy(errors.toSpliced(index, 1), fold.forecasts), fold.forecasts);
    return forecast === undefined ? fold : { ...fold, forecasts: new Map(fold.forecasts).set(pool.name, forecast) };
  });
}

/** The pool's forecast from those of its members, its shares made from all folds; undefined with fewer than two. */
export function pooled(
  folds: readonly Fold[],
  window: Window,
  forecasts: ReadonlyMap<ModelName, Float64Array>,
): Float64Array | undefined {
  return folds.length < 2 ? undefined : combine(sharesBy(errorsIn(folds, window), forecasts), forecasts);
}

/** What each member missed in one fold; undefined where it could not be tried. */
type Errors = ReadonlyMap<ModelName, number | undefined>;

function errorsIn(folds: readonly Fold[], window: Window): readonly Errors[] {
  return folds.map((fold) => new Map(models.map(({ name }) => [name, errorIn(fold, window, name)])));
}

function sharesBy(folds: readonly Errors[], there: ReadonlyMap<ModelName, unknown>): Shares {
  const errors = models.flatMap(({ name }) => {
    const own = folds.map((fold) => fold.get(name));
    const tried = own.filter((error) => error !== undefined).length;
    // A member that was tried in few folds may have met the easy ones.
    return !there.has(name) || 2 * tried < folds.length ? [] : [{ name, error: recentError(own) }];
  });
  const least = Math.min(...errors.map(({ error }) => error));
  const counts = errors.map(({ name, error }) => {
    const count = error <= least ? 1 : Math.exp(-steepness * (error / least - 1));
    return [name, name === "seasonal" ? trustInRegression * count : count] as const;
  });
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return new Map(counts.map(([name, count]) => [name, count / total]));
}

function combine(shares: Shares, forecasts: ReadonlyMap<ModelName, Float64Array>): Float64Array | undefined {
  const parts = [...shares].flatMap(([name, share]) => {
    const forecast = forecasts.get(name);
    return forecast === undefined || share === 0 ? [] : [{ forecast, share }];
  });
  return parts[0]?.forecast.map((_, ahead) =>
    middle(parts.map(({ forecast, share }) => ({ value: at(forecast, ahead), share }))),
  );
}

/** Between the weighted mean and the weighted median of values whose shares together are 1. */
function middle(values: { readonly value: number; readonly share: number }[]): number {
  const mean = values.reduce((sum, { value, share }) => sum + share * value, 0);
  values.sort((a, b) => a.value - b.value);
  let below = 0;
  const median = values.find(({ share }) => {
    below += share;
    return below >= 0.5;
  });
  return (1 - medianShare) * mean + medianShare * (median?.value ?? mean);
}

import type { ModelName } from "./forecast.ts";
import { afterShift, findLevelShift, type LevelShift } from "./level-shift.ts";
import type { Model } from "./model.ts";
import { type SeasonalWork, seasonalWork } from "./seasonal-work.ts";
import { slice, type Window } from "./window.ts";

/** What the models forecast from one past origin, knowing nothing of what came after. */
export interface Fold {
  /** The first step that was forecast. */
  readonly origin: number;
  readonly forecasts: ReadonlyMap<ModelName, Float64Array>;
}

/** Days a model learns from: older ones say more about how things were. */
export const trainingDays = 28;

/** So long after a jump its errors are those of who does not know of it yet. */
const daysToNotice = 2;

/** Past origins that are tried. */
const mostFolds = 7;

/**
 * Rolling-origin backtest: every model forecasts from each origin with what was known there. Newest origin first.
 * Undefined when told to stop, which is asked before each origin.
 */
export function backtest(
  window: Window,
  horizon: number,
  models: readonly Model[],
  stop: () => boolean,
  work: SeasonalWork,
): readonly Fold[] | undefined {
  const { origins, steps } = foldOrigins(window, horizon);
  const folds: Fold[] = [];
  // Oldest first: what the regressions sum up only grows from there.
  for (const origin of origins.toReversed()) {
    if (stop()) return undefined;
    folds.push({ origin, forecasts: forecastsFrom(window, origin, horizon, steps, models, work) });
  }
  return folds.toReversed();
}

/** What every model that can be fitted there forecasts from an origin. */
export function forecastsFrom(
  window: Window,
  origin: number,
  horizon: number,
  steps: number,
  models: readonly Model[],
  work: SeasonalWork,
): ReadonlyMap<ModelName, Float64Array> {
  const { window: known, shift } = trainingWindow(window, origin);
  // Values that are moved because of a jump are other values at each origin.
  const shared = shift === undefined ? { work, end: origin } : undefined;
  const forecasts = new Map<ModelName, Float64Array>();
  for (const { name, fit } of models) {
    const forecast = fit(
      known,
      horizon,
      shared ?? { work: seasonalWork(known, horizon), end: known.values.length },
    )?.(steps);
    if (forecast !== undefined) forecasts.set(name, forecast);
  }
  return forecasts;
}

/** What may be learned from at an origin: the days before it, with a lasting jump among them taken out. */
export function trainingWindow(
  window: Window,
  origin: number,
): { readonly window: Window; readonly shift: LevelShift | undefined } {
  const known = slice(window, Math.max(0, origin - trainingDays * window.day), origin);
  const shift = findLevelShift(known);
  return { window: shift === undefined ? known : afterShift(known, shift), shift };
}

/**
 * Origins a day apart, at the time of day of the real one, each followed by the horizon or by a third of the history.
 * None lies before a lasting jump: that would tell how far jumps go, not how far forecasts are off. A history too short
 * for all that is cut into eighths.
 */
function foldOrigins(window: Window, horizon: number): { readonly origins: readonly number[]; readonly steps: number } {
  const { values, day } = window;
  const { shift } = trainingWindow(window, values.length);
  const settled = shift?.age ?? values.length;
  const steps = Math.min(horizon, Math.max(day, Math.floor(settled / 3)));
  const jump = Math.max(day, values.length - settled);
  const known = spaced(values.length - steps, day, settled === values.length ? jump : jump + daysToNotice * day);
  const origins = known.length > 2 ? known : spaced(values.length - steps, day, jump);
  if (origins.length > 0) return { origins, steps };
  const eighth = Math.max(1, Math.floor(values.length / 8));
  const few = Math.min(horizon, 2 * eighth);
  return { origins: spaced(values.length - few, eighth, Math.max(2, Math.floor(values.length / 3))), steps: few };
}

function spaced(newest: number, spacing: number, oldest: number): readonly number[] {
  return Array.from({ length: mostFolds }, (_, fold) => newest - fold * spacing).filter((origin) => origin >= oldest);
}

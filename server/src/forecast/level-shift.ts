import { median } from "./statistics.ts";
import { at, type Window } from "./window.ts";

/** A lasting jump of the level: a release, a migration, a new customer. */
export interface LevelShift {
  /** Steps at the new level: the window's last so many. */
  readonly age: number;
  /** Median of the days before and after. */
  readonly before: number;
  readonly after: number;
}

/** Days before the jump that are compared; more would make every slow trend part of the level. */
const daysBefore = 14;
/** With fewer days before it, a jump could be an ordinary weekend. */
const weekAndDay = 8;
/** A weekend has two days. */
const moreThanWeekend = 3;
/** Share of the old level below which a jump is left to the models. */
const smallestJump = 0.25;

/**
 * The newest lasting jump, by the medians of whole days: all days after it lie beyond all days before it, by more than
 * the days on either side differ among themselves. Weekends, trends and single odd days do not pass that test.
 */
export function findLevelShift({ values, day }: Window): LevelShift | undefined {
  const days = Math.floor(values.length / day);
  const start = values.length - days * day;
  const medians = Array.from({ length: days }, (_, i) =>
    median(values.subarray(start + i * day, start + (i + 1) * day)),
  );
  let best: { readonly jumpDay: number; readonly gap: number } | undefined;
  for (let jumpDay = 3; jumpDay < days - 1; jumpDay++) {
    // The day of the jump itself is partly old and partly new.
    const before = medians.slice(Math.max(0, jumpDay - daysBefore), jumpDay);
    const after = medians.slice(jumpDay + 1);
    if (before.length < weekAndDay && after.length < moreThanWeekend) continue;
    const gap = gapBetween(before, after);
    if (gap > (best?.gap ?? 0)) best = { jumpDay, gap };
  }
  if (best === undefined) return undefined;
  const before = median(medians.slice(Math.max(0, best.jumpDay - daysBefore), best.jumpDay));
  const after = median(medians.slice(best.jumpDay + 1));
  const from = start + (best.jumpDay - 1) * day;
  return { age: values.length - jumpStep(values, from, from + 3 * day, before, after), before, after };
}

/**
 * The window with everything before the jump moved to the new level, so that its cycles still teach: multiplied where the
 * level fell, raised where it rose, so that old noise is never magnified.
 */
export function afterShift(window: Window, { age, before, after }: LevelShift): Window {
  const step = window.values.length - age;
  const move = after < before ? (value: number) => value * (after / before) : (value: number) => value + after - before;
  return { ...window, values: window.values.map((value, i) => (i < step ? move(value) : value)) };
}

/** The distance between the ranges of both sides, or 0 where it does not stand out. */
function gapBetween(before: readonly number[], after: readonly number[]): number {
  const low = { before: Math.min(...before), after: Math.min(...after) };
  const high = { before: Math.max(...before), after: Math.max(...after) };
  const gap = Math.max(low.after - high.before, low.before - high.after);
  const restless = Math.max(high.before - low.before, high.after - low.after);
  return gap > restless && gap > smallestJump * Math.abs(median(before)) ? gap : 0;
}

/** Where one level explains what comes before and the other what comes after, with the least absolute error. */
function jumpStep(values: Float64Array, from: number, to: number, before: number, after: number): number {
  let error = 0;
  let least = 0;
  let step = from;
  for (let i = from; i < Math.min(to, values.length); i++) {
    error += Math.abs(at(values, i) - before) - Math.abs(at(values, i) - after);
    if (error < least) {
      least = error;
      step = i + 1;
    }
  }
  return step;
}

import type { Rows } from "./normal-equations.ts";
import { daysForWeeks, outlooks } from "./seasonal-columns.ts";
import { mean } from "./statistics.ts";
import { at, type Window } from "./window.ts";

/** Pairs of an origin and a step ahead of it, in the order of the time of that step: what came before any origin is a prefix. */
export interface SeasonalTable extends Rows {
  /** Per row the step that it is about. */
  readonly steps: Int32Array;
  /** Newer rows count more. */
  readonly weights: Float64Array;
  /** How many rows are about steps before `end`. */
  readonly before: (end: number) => number;
  /** The rows for the steps after an origin, with targets of 0, and what a combination of columns means there. */
  readonly outlook: (
    origin: number,
    steps: number,
  ) => { readonly rows: Rows; readonly value: (combined: number) => number };
}

const mostOrigins = 400;
const aheadsOfOrigin = 8;
/** Days after which a pair counts half: courses change slowly, but they change. */
const halfLife = 7;

/** The table of transformed values; undefined where no pair has all its columns, or nothing ever changes. */
export function seasonalTable(window: Window, horizon: number): SeasonalTable | undefined {
  const { values, measured, day } = window;
  const spread = deviation(values);
  const first = (values.length >= daysForWeeks * day ? 8 : 2) * day;
  if (!(spread > 0) || values.length <= first) return undefined;
  const { width, write } = outlooks(values, day, spread);
  const pairs = sampledPairs(values.length, first, horizon).filter(({ step }) => measured[step] === 1);
  pairs.sort((a, b) => a.step - b.step || a.origin - b.origin);
  const columns = new Float64Array(pairs.length * width);
  const targets = new Float64Array(pairs.length);
  pairs.forEach(({ origin, step }, row) => {
    const level = write(columns, row * width, origin, step - origin);
    targets[row] = (at(values, step) - level) / spread;
  });
  const steps = Int32Array.from(pairs, ({ step }) => step);
  return {
    width,
    columns,
    targets,
    steps,
    weights: Float64Array.from(steps, (step) => 0.5 ** ((values.length - step) / day / halfLife)),
    before: (end) => lowerBound(steps, end),
    outlook: (origin, count) => {
      const own = new Float64Array(count * width);
      let level = 0;
      for (let ahead = 0; ahead < count; ahead++) level = write(own, ahead * width, origin, ahead);
      return {
        rows: { width, columns: own, targets: new Float64Array(count) },
        value: (combined) => level + spread * combined,
      };
    },
  };
}

/** Origins spread evenly over the window, newest included, each with steps spread evenly over the horizon. */
function sampledPairs(
  length: number,
  first: number,
  horizon: number,
): { readonly origin: number; readonly step: number }[] {
  const pairs: { readonly origin: number; readonly step: number }[] = [];
  const stride = Math.max(1, Math.ceil((length - first) / mostOrigins));
  let turn = 0;
  for (let origin = length - 1; origin >= first; origin -= stride) {
    const reach = Math.min(horizon, length - origin);
    const count = Math.min(reach, aheadsOfOrigin);
    // The golden ratio shifts each origin's steps against the last one's, so that together they meet every step.
    turn = (turn + 0.618034) % 1;
    for (let i = 0; i < count; i++) pairs.push({ origin, step: origin + Math.floor(((i + turn) * reach) / count) });
  }
  return pairs;
}

function lowerBound(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function deviation(values: Float64Array): number {
  const center = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
}

import { addRows, emptyEquations, type NormalEquations } from "./normal-equations.ts";
import { type SeasonalTable, seasonalTable } from "./seasonal-table.ts";
import { mean, median } from "./statistics.ts";
import type { Window } from "./window.ts";

/** What the seasonal regressions of one window share, at whatever step they are cut off. */
export interface SeasonalWork {
  /** Of the values as they are, or of their logarithms; undefined where there is nothing to fit. */
  readonly course: (logarithmic: boolean) => Course | undefined;
  /** No forecast goes higher: what was never near is not expected. */
  readonly ceiling: number;
}

/** A table of pairs, and the way back from its values. */
export interface Course {
  readonly table: SeasonalTable;
  /** The sums over the first `count` rows; quick where `count` grows from call to call. */
  readonly sums: (count: number) => NormalEquations;
  readonly back: (value: number) => number;
}

/** Prepares what is asked for when it is asked for. */
export function seasonalWork(window: Window, horizon: number): SeasonalWork {
  const { values } = window;
  // Logarithms, because busy hours vary more than quiet ones; relative to the usual level, so that units don't matter.
  const unit = median(values) || mean(values);
  const courses = new Map<boolean, Course | undefined>();
  const make = (logarithmic: boolean): Course | undefined => {
    if (!(unit > 0)) return undefined;
    const table = seasonalTable(
      { ...window, values: values.map((value) => (logarithmic ? Math.log1p((10 * value) / unit) : value / unit)) },
      horizon,
    );
    if (table === undefined) return undefined;
    const back = (value: number) => unit * (logarithmic ? Math.expm1(value) / 10 : value);
    return { table, back, sums: growingSums(table) };
  };
  return {
    course: (logarithmic) => {
      if (!courses.has(logarithmic)) courses.set(logarithmic, make(logarithmic));
      return courses.get(logarithmic);
    },
    ceiling: 1.5 * values.reduce((most, value) => Math.max(most, value), 0),
  };
}

function growingSums(table: SeasonalTable): (count: number) => NormalEquations {
  let done = 0;
  let sums = emptyEquations(table.width);
  return (count) => {
    if (count < done) {
      sums = emptyEquations(table.width);
      done = 0;
    }
    addRows(sums, table, table.weights, done, count);
    done = count;
    return sums;
  };
}

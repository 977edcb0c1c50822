import { addRows, emptyEquations, type NormalEquations } from "./normal-equations.ts";
import { type SeasonalTable, seasonalTable } from "./seasonal-table.ts";
import { mean, median } from "./statistics.ts";
import type { Window } from "./window.ts";

/** What the seasonal regressions of one window share, at whatever step they are cut off. */
export interface SeasonalWork {
  /** Laid out when first asked for; undefined where there is nothing to fit. */
  readonly course: () => Course | undefined;
  /** No forecast goes higher: what was never near is not expected. */
  readonly ceiling: number;
}

/** A table of pairs of the values' logarithms, and the way back from them. */
interface Course {
  readonly table: SeasonalTable;
  /** The sums over the first `count` rows; quick where `count` grows from call to call. */
  readonly sums: (count: number) => NormalEquations;
  readonly back: (value: number) => number;
}

/** The work for the values of `window`, none of it done yet. */
export function seasonalWork(window: Window, horizon: number): SeasonalWork {
  const { values } = window;
  // Logarithms, because busy hours vary more than quiet ones; relative to the usual level, so that units don't matter.
  const unit = median(values) || mean(values);
  const layOut = (): Course | undefined => {
    if (!(unit > 0)) return undefined;
    const table = seasonalTable(
      { ...window, values: values.map((value) => Math.log1p((nearlyNothing * value) / unit)) },
      horizon,
    );
    if (table === undefined) return undefined;
    return { table, sums: growingSums(table), back: (value) => (unit / nearlyNothing) * Math.expm1(value) };
  };
  let course: { readonly made: Course | undefined } | undefined;
  return {
    course: () => {
      course ??= { made: layOut() };
      return course.made;
    },
    ceiling: 1.5 * values.reduce((most, value) => Math.max(most, value), 0),
  };
}

/** The share of the usual level, as one to so many, below which values are all alike. */
const nearlyNothing = 50;

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

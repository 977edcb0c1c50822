import type { Model } from "./model.ts";
import { combineRow, solve } from "./normal-equations.ts";
import { leastAbsoluteDeviations } from "./robust-rows.ts";
import { seasonalWork } from "./seasonal-work.ts";

/**
 * One multivariate regression over pairs of an origin and a step ahead of it: what the same hour was yesterday, in the
 * last days and in the last weeks, and how unusual the present is. It forecasts each step directly: forecasts fed back as
 * lags add up their errors.
 */
export const seasonal: Model = {
  name: "seasonal",
  baseline: false,
  title: "the seasonal regression (daily and weekly cycle)",
  fit: (window, horizon, shared) => {
    const { work, end } = shared ?? { work: seasonalWork(window, horizon), end: window.values.length };
    const course = work.course();
    const count = course?.table.before(end) ?? 0;
    if (course === undefined || count < fewestPairs) return undefined;
    const { table, sums, back } = course;
    const coefficients = leastAbsoluteDeviations(
      { rows: table, weights: table.weights, count },
      { ridge, passes, start: solve(sums(count), ridge) },
    );
    return (steps) => {
      const { rows, value } = table.outlook(end, steps);
      return Float64Array.from({ length: steps }, (_, ahead) =>
        Math.min(Math.max(back(value(combineRow(rows, ahead, coefficients))), 0), work.ceiling),
      );
    };
  },
};

/** Share of the rows' weight; the middle of a wide plateau over many series. */
const ridge = 0.01;
/** Each pass halves what is left of the pull of outliers; more than these change nothing that could be measured. */
const passes = 6;
const fewestPairs = 60;

import type { ModelName } from "./forecast.ts";
import type { Model } from "./model.ts";
import { combineRow, solve } from "./normal-equations.ts";
import { leastAbsoluteDeviations } from "./robust-rows.ts";
import type { SeasonalTable } from "./seasonal-table.ts";
import { type Course, seasonalWork } from "./seasonal-work.ts";

/**
 * One multivariate regression over pairs of an origin and a step ahead of it: trend, daily and weekly harmonics, what the
 * same hour was yesterday, in the last days and last week, and how unusual the present is. It forecasts each step
 * directly: forecasts fed back as lags add up their errors.
 */
export const seasonal: Model = regression(
  "seasonal",
  "the seasonal regression (trend, daily and weekly cycle)",
  true,
  ({ table, sums }, count) =>
    leastAbsoluteDeviations(
      { rows: table, weights: table.weights, count },
      { ridge, passes, start: solve(sums(count), ridge) },
    ),
);

/** The same, held to the one column that alone says most. */
export const seasonalPrior: Model = regression(
  "seasonalPrior",
  "the seasonal regression around its best column",
  false,
  aroundBest,
);

/** Both: logarithms, and held to the best column. */
export const seasonalPriorLog: Model = regression(
  "seasonalPriorLog",
  "the seasonal regression of logarithms around its best column",
  true,
  aroundBest,
);

/** Shares of the rows' weight; measured as the middle of a wide plateau over many usage series. */
const ridge = 0.003;
const ridgeAroundBest = 0.02;
const passes = 2;
const fewestPairs = 60;

function aroundBest({ table, sums }: Course, count: number): Float64Array {
  const prior = new Float64Array(table.width);
  prior[bestColumn(table, count)] = 1;
  const start = solve(sums(count), ridgeAroundBest, prior);
  return leastAbsoluteDeviations(
    { rows: table, weights: table.weights, count },
    { ridge: ridgeAroundBest, passes, start, prior },
  );
}

function regression(
  name: ModelName,
  title: string,
  logarithmic: boolean,
  coefficientsOf: (course: Course, count: number) => Float64Array,
): Model {
  return {
    name,
    baseline: false,
    title,
    fit: (window, horizon, shared) => {
      const { work, end } = shared ?? { work: seasonalWork(window, horizon), end: window.values.length };
      const course = work.course(logarithmic);
      const count = course?.table.before(end) ?? 0;
      if (course === undefined || count < fewestPairs) return undefined;
      const coefficients = coefficientsOf(course, count);
      return (steps) => {
        const { rows, value } = course.table.outlook(end, steps);
        return Float64Array.from({ length: steps }, (_, ahead) =>
          Math.min(Math.max(course.back(value(combineRow(rows, ahead, coefficients))), 0), work.ceiling),
        );
      };
    },
  };
}

/** Of the columns that are values of past hours, the one that alone misses least. */
function bestColumn({ width, columns, targets, weights, lookBacks }: SeasonalTable, count: number): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let column = 1; column <= lookBacks; column++) {
    let error = 0;
    for (let row = 0; row < count; row++) {
      error += (weights[row] ?? 0) * Math.abs((targets[row] ?? 0) - (columns[row * width + column] ?? 0));
    }
    if (error < least) {
      least = error;
      best = column;
    }
  }
  return best;
}

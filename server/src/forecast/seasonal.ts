import { combine, leastAbsoluteDeviations, type Problem } from "./least-squares.ts";
import type { Model } from "./model.ts";
import { firstOrigin, type Outlook, outlooks } from "./seasonal-columns.ts";
import { mean, median } from "./statistics.ts";
import { at, type Window } from "./window.ts";

/**
 * One multivariate regression over pairs of an origin and a step ahead of it: trend, daily and weekly harmonics, what the
 * same hour was yesterday, in the last days and last week, and how unusual the present is. It forecasts each step
 * directly: forecasts fed back as lags add up their errors.
 */
export const seasonal: Model = {
  name: "seasonal",
  baseline: false,
  title: "the seasonal regression (trend, daily and weekly cycle)",
  fit: (window, horizon) => {
    const { values, day } = window;
    // Logarithms, because busy hours vary more than quiet ones; relative to the usual level, so that units don't matter.
    const unit = median(values) || mean(values);
    if (!(unit > 0)) return undefined;
    const logs = values.map((value) => Math.log1p(value / unit));
    const spread = deviation(logs);
    if (spread === 0) return undefined;
    const outlook = outlooks(logs, day, spread);
    const problem = pairs({ ...window, values: logs }, horizon, spread, outlook);
    if (problem.rows.length < fewestPairs) return undefined;
    const coefficients = leastAbsoluteDeviations(problem, ridge, passes);
    const ceiling = 1.5 * values.reduce((most, value) => Math.max(most, value), 0);
    const { level, columns } = outlook(values.length);
    return (steps) =>
      Float64Array.from({ length: steps }, (_, ahead) => {
        const log = level + spread * combine(columns(ahead), coefficients);
        return Math.min(Math.max(unit * Math.expm1(log), 0), ceiling);
      });
  },
};

/** Share of the rows' weight; measured as the middle of a wide plateau over many usage series. */
const ridge = 0.01;
const passes = 4;
const fewestPairs = 60;
const mostOrigins = 150;
const mostPairs = 1200;
/** Days after which a pair counts half. */
const halfLife = 14;

/** Origins spread evenly over the window, newest included, each with steps spread evenly over the horizon. */
function pairs(window: Window, horizon: number, spread: number, outlook: (origin: number) => Outlook): Problem {
  const { values, measured, day } = window;
  const rows: (readonly number[])[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  const first = firstOrigin(values.length, day);
  const stride = Math.max(1, Math.ceil((values.length - first) / mostOrigins));
  let turn = 0;
  for (let origin = values.length - 1; origin >= first; origin -= stride) {
    const { level, columns } = outlook(origin);
    const reach = Math.min(horizon, values.length - origin);
    const count = Math.min(reach, Math.floor(mostPairs / mostOrigins));
    // The golden ratio shifts each origin's steps against the last one's, so that together they meet every step.
    turn = (turn + 0.618034) % 1;
    for (let i = 0; i < count; i++) {
      const ahead = Math.floor(((i + turn) * reach) / count);
      if (measured[origin + ahead] !== 1) continue;
      rows.push(columns(ahead));
      targets.push((at(values, origin + ahead) - level) / spread);
      weights.push(0.5 ** ((values.length - origin - ahead) / day / halfLife));
    }
  }
  return { rows, targets, weights };
}

function deviation(values: Float64Array): number {
  const center = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
}

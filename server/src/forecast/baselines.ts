import type { Model } from "./model.ts";
import { median } from "./statistics.ts";
import { at, type Window } from "./window.ts";

/** The last value, held. */
export const naive: Model = {
  name: "naive",
  baseline: true,
  title: "the last value held",
  fit: ({ values }) => {
    const last = values.at(-1);
    return last === undefined ? undefined : (steps) => new Float64Array(steps).fill(last);
  },
};

/** The last day, repeated. */
export const seasonalNaive: Model = {
  name: "seasonalNaive",
  baseline: true,
  title: "yesterday's values (seasonal naive)",
  fit: (window) => repeat(window, window.day),
};

/** The last week, repeated. */
export const weeklyNaive: Model = {
  name: "weeklyNaive",
  baseline: true,
  title: "last week's values (weekly naive)",
  fit: (window) => repeat(window, 7 * window.day),
};

/** The median at the same time of day over the last seven days (fewer where there are fewer). */
export const percentile: Model = {
  name: "percentile",
  baseline: true,
  title: "the median of the last days at the same time of day (percentile)",
  fit: ({ values, day }) => {
    const days = Math.min(7, Math.floor(values.length / day));
    if (days === 0) return undefined;
    const profile = Float64Array.from({ length: day }, (_, slot) =>
      median(Array.from({ length: days }, (_, back) => at(values, values.length - (back + 1) * day + slot))),
    );
    return (steps) => Float64Array.from({ length: steps }, (_, h) => at(profile, h % day));
  },
};

function repeat({ values }: Window, period: number): ReturnType<Model["fit"]> {
  if (values.length < period) return undefined;
  const last = values.slice(values.length - period);
  return (steps) => Float64Array.from({ length: steps }, (_, h) => at(last, h % period));
}

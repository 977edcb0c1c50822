import type { ForecastRequest } from "../../server/src/forecast/forecast-series.ts";
import type { Series } from "../../server/src/history/series.ts";

const quarterHours = 96;

/** A series of these values; a quarter of an hour apart from a Monday on, if nothing else is said. */
export function seriesOf(values: ArrayLike<number>, over: Partial<Series> = {}): Series {
  const mean = Float64Array.from(values);
  return {
    id: "/api//cpu",
    workload: "api",
    resource: "cpu",
    unit: "cores",
    start: Date.UTC(2026, 0, 5),
    stepSeconds: 900,
    mean,
    max: mean,
    interpolated: [],
    samples: mean.length,
    files: ["api.csv"],
    ...over,
  };
}

/** Values of a function of the day (with its fraction) and noise in -1 to 1, for so many days. */
export function daysOf(
  days: number,
  value: (day: number, noise: number) => number,
  steps: number = quarterHours,
): Float64Array {
  const random = noise(1);
  return Float64Array.from({ length: Math.round(days * steps) }, (_, step) => value(step / steps, random()));
}

/** A request for a week at the 0.95 quantile by the best model. */
export function requestOf(over: Partial<ForecastRequest> = {}): ForecastRequest {
  return { horizonSeconds: 7 * 86_400, quantile: 0.95, model: "auto", minimumHistorySeconds: 2 * 86_400, ...over };
}

/** Numbers in -1 to 1 that look random and are always the same. */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** A day's course: quiet nights, a busy afternoon. */
export function course(day: number): number {
  return 1 - Math.cos(2 * Math.PI * (day - 0.1));
}

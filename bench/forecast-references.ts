import { naive, percentile, seasonalNaive, weeklyNaive } from "../server/src/forecast/baselines.ts";
import { holtWinters } from "../server/src/forecast/holt-winters.ts";
import { theta } from "../server/src/forecast/theta.ts";
import { bridgeGaps } from "../server/src/forecast/window.ts";
import { average, meanAbsoluteError, quantileOf } from "./forecast-metrics.ts";

/** Continues values whose day has so many steps; undefined where they are too few. */
type Method = (values: Float64Array, day: number, steps: number) => Float64Array | undefined;

/** The seven classical methods that are selected among. */
const classical: readonly Method[] = [
  ...[naive, seasonalNaive, weeklyNaive, percentile, theta, holtWinters].map(
    ({ fit }): Method =>
      (values, day, steps) =>
        fit(bridgeGaps(values, day), steps)?.(steps),
  ),
  sevenDayMean,
];

/** What anyone can do: the classical method that was best at the last seven daily origins. */
export function selectClassical(values: Float64Array, day: number, steps: number): Float64Array {
  const origins = pastOrigins(values.length, day, steps);
  let best: { readonly error: number; readonly forecast: Float64Array } | undefined;
  for (const method of classical) {
    const forecast = method(training(values, values.length, day), day, steps);
    if (forecast === undefined) continue;
    const error = pastError(method, values, day, steps, origins);
    if (best === undefined || error < best.error) best = { error, forecast };
  }
  return best?.forecast ?? new Float64Array(steps);
}

/** The mean error over past origins, each day back counting a fifth less; infinite where half of them could not be tried. */
function pastError(
  method: Method,
  values: Float64Array,
  day: number,
  steps: number,
  origins: readonly number[],
): number {
  let sum = 0;
  let total = 0;
  let tried = 0;
  origins.forEach((origin, age) => {
    const past = method(training(values, origin, day), day, steps);
    if (past === undefined) return;
    sum += 0.8 ** age * meanAbsoluteError(values.subarray(origin, origin + steps), past);
    total += 0.8 ** age;
    tried++;
  });
  return 2 * tried < origins.length ? Number.POSITIVE_INFINITY : sum / (total || 1);
}

/** Yesterday's values plus what they missed at past origins. */
export function conformalNaive(values: Float64Array, day: number, steps: number, quantile: number): Float64Array {
  const repeat = (end: number) => Float64Array.from({ length: steps }, (_, h) => values[end - day + (h % day)] ?? 0);
  const errors = pastOrigins(values.length, day, steps).flatMap((origin) => {
    const past = repeat(origin);
    return Array.from(values.subarray(origin, origin + steps), (value, h) => value - (past[h] ?? 0));
  });
  const margin = errors.length === 0 ? 0 : quantileOf(errors, quantile + 0.4 * (1 - quantile));
  return repeat(values.length).map((value) => value + margin);
}

/** The naive 2 of the competition: multiplicative season where the autocorrelation is significant, then the last value. */
export function naive2(values: Float64Array, season: number, steps: number): Float64Array {
  const factors = isSeasonal(values, season) ? seasonalFactors(values, season) : new Float64Array(season).fill(1);
  const last = (values.at(-1) ?? 0) / (factors[(values.length - 1) % season] ?? 1);
  return Float64Array.from({ length: steps }, (_, h) => last * (factors[(values.length + h) % season] ?? 1));
}

/** The target of a VerticalPodAutoscaler: 1.15 times the 90th percentile of samples that count half after a day. */
export function vpaTarget(values: Float64Array, day: number): number {
  const recent = values.subarray(-8 * day);
  const weighted = Array.from(recent, (value, i) => ({
    value,
    weight: 0.5 ** ((recent.length - i) / day),
  })).sort((a, b) => a.value - b.value);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { value, weight } of weighted) {
    sum += weight;
    if (sum >= 0.9 * total) return 1.15 * value;
  }
  return 0;
}

function sevenDayMean(values: Float64Array, day: number, steps: number): Float64Array | undefined {
  const days = Math.min(7, Math.floor(values.length / day));
  if (days === 0) return undefined;
  return Float64Array.from({ length: steps }, (_, h) =>
    average(Array.from({ length: days }, (_, back) => values[values.length - (back + 1) * day + (h % day)] ?? 0)),
  );
}

function training(values: Float64Array, origin: number, day: number): Float64Array {
  return values.subarray(Math.max(0, origin - 28 * day), origin);
}

function pastOrigins(length: number, day: number, steps: number): readonly number[] {
  return Array.from({ length: 7 }, (_, fold) => length - steps - fold * day).filter((origin) => origin >= day);
}

function isSeasonal(values: Float64Array, season: number): boolean {
  if (values.length < 3 * season) return false;
  const center = average([...values]);
  const around = values.map((value) => value - center);
  const square = around.reduce((sum, value) => sum + value ** 2, 0);
  const correlation = (lag: number) =>
    around.subarray(lag).reduce((sum, value, i) => sum + value * (around[i] ?? 0), 0) / square;
  const squares = Array.from({ length: season - 1 }, (_, i) => 2 * correlation(i + 1) ** 2);
  const limit = 1.645 * Math.sqrt((1 + squares.reduce((sum, value) => sum + value, 0)) / values.length);
  return Math.abs(correlation(season)) > limit;
}

/** Ratios to the centered moving average of an even season, averaged by place and scaled to a mean of 1. */
function seasonalFactors(values: Float64Array, season: number): Float64Array {
  const half = season / 2;
  const ratios: number[][] = Array.from({ length: season }, () => []);
  for (let i = half; i < values.length - half; i++) {
    const inner = values.subarray(i - half + 1, i + half).reduce((sum, value) => sum + value, 0);
    const moving = (inner + ((values[i - half] ?? 0) + (values[i + half] ?? 0)) / 2) / season;
    ratios[i % season]?.push((values[i] ?? 0) / moving);
  }
  const factors = Float64Array.from(ratios, (list) => average(list));
  const level = average([...factors]);
  return factors.map((factor) => factor / level);
}

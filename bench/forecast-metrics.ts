import { randomFrom } from "./random.ts";

/** Mean absolute error of a forecast. */
export function meanAbsoluteError(truth: ArrayLike<number>, forecast: ArrayLike<number>): number {
  return average(Array.from(truth, (value, i) => Math.abs(value - (forecast[i] ?? Number.NaN))));
}

/** Mean absolute difference between values a season apart: the scale of the scaled errors. */
export function seasonalError(values: Float64Array, season: number): number {
  return average(Array.from(values.subarray(season), (value, i) => Math.abs(value - (values[i] ?? Number.NaN))));
}

/** The competition's symmetric percentage error. */
export function symmetricError(truth: Float64Array, forecast: Float64Array): number {
  return average(
    Array.from(truth, (value, i) => {
      const other = forecast[i] ?? Number.NaN;
      return (200 * Math.abs(value - other)) / (Math.abs(value) + Math.abs(other));
    }),
  );
}

/** The mean loss that the quantile minimizes. */
export function pinball(truth: ArrayLike<number>, bound: (step: number) => number, quantile: number): number {
  return average(
    Array.from(truth, (value, i) => {
      const miss = value - bound(i);
      return Math.max(quantile * miss, (quantile - 1) * miss);
    }),
  );
}

/** Share of values at or below the bound. */
export function covered(truth: ArrayLike<number>, bound: (step: number) => number): number {
  return average(Array.from(truth, (value, i) => (value <= bound(i) ? 1 : 0)));
}

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Zeros count as a thousandth, or one perfect series would decide alone. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(average(values.map((value) => Math.log(Math.max(value, 1e-3)))));
}

/** The quantile of values in any order, straight between neighbors. */
export function quantileOf(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (place - Math.floor(place)) * (above - below);
}

/** 95 % interval of a statistic: the items of each stratum are drawn anew, as many as there are, 2,000 times. */
export function bootstrapInterval<Item>(
  strata: readonly (readonly Item[])[],
  statistic: (drawn: readonly Item[]) => number,
  seed: number,
): readonly [low: number, high: number] {
  const random = randomFrom(seed);
  const draws = Array.from({ length: 2000 }, () =>
    statistic(strata.flatMap((items) => items.flatMap(() => items.at(Math.floor(random() * items.length)) ?? []))),
  );
  return [quantileOf(draws, 0.025), quantileOf(draws, 0.975)];
}

import type { Model } from "./model.ts";
import { dailyProfile } from "./profile.ts";
import { at } from "./window.ts";

/** The theta method: smoothed level plus half the slope of the whole window, with the usual course of the day on it. */
export const theta: Model = {
  name: "theta",
  baseline: true,
  title: "the theta method",
  fit: ({ values, day }) => {
    if (values.length < 2 * day || values.length < 4) return undefined;
    const profile = dailyProfile(values, day);
    const level = values.map((value, i) => value - at(profile, i % day));
    const smoothing = bestSmoothing(level);
    const last = smooth(level, smoothing).level;
    // The theta line's drift reaches the level with the delay of the smoothing.
    const drift = slope(level) / 2;
    const delay = (1 - (1 - smoothing) ** level.length) / smoothing - 1;
    return (steps) =>
      Float64Array.from({ length: steps }, (_, ahead) =>
        Math.max(0, last + drift * (ahead + 1 + delay) + at(profile, (values.length + ahead) % day)),
      );
  },
};

const smoothings = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9];

function bestSmoothing(values: Float64Array): number {
  let best = { smoothing: 0.5, error: Number.POSITIVE_INFINITY };
  for (const smoothing of smoothings) {
    const { error } = smooth(values, smoothing);
    if (error < best.error) best = { smoothing, error };
  }
  return best.smoothing;
}

/** Exponential smoothing: the last level, and the squares of what each step missed. */
function smooth(values: Float64Array, smoothing: number): { readonly level: number; readonly error: number } {
  let level = at(values, 0);
  let error = 0;
  for (let i = 1; i < values.length; i++) {
    const miss = at(values, i) - level;
    error += miss * miss;
    level += smoothing * miss;
  }
  return { level, error };
}

/** The slope of the line of least squares, per step. */
function slope(values: Float64Array): number {
  const center = (values.length - 1) / 2;
  let product = 0;
  let square = 0;
  for (let i = 0; i < values.length; i++) {
    product += (i - center) * at(values, i);
    square += (i - center) ** 2;
  }
  return product / square;
}

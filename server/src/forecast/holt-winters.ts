import type { Model } from "./model.ts";
import { dailyProfile } from "./profile.ts";
import { at } from "./window.ts";

/** Additive Holt–Winters smoothing of the level and the course of the day; its factors are those that miss least. */
export const holtWinters: Model = {
  name: "holtWinters",
  baseline: true,
  title: "Holt–Winters smoothing",
  fit: ({ values, day }) => {
    if (values.length < 2 * day || day < 2) return undefined;
    const start = dailyProfile(values, day);
    let best: Smoothed | undefined;
    for (const level of levels) {
      for (const season of seasons) {
        const smoothed = smooth(values, day, start, level, season);
        if (best === undefined || smoothed.error < best.error) best = smoothed;
      }
    }
    const { level, profile } = best ?? smooth(values, day, start, 0.1, 0.1);
    return (steps) =>
      Float64Array.from({ length: steps }, (_, ahead) =>
        Math.max(0, level + at(profile, (values.length + ahead) % day)),
      );
  },
};

const levels = [0.02, 0.1, 0.3, 0.7];
const seasons = [0.05, 0.2, 0.5];

interface Smoothed {
  readonly level: number;
  readonly profile: Float64Array;
  readonly error: number;
}

function smooth(values: Float64Array, day: number, start: Float64Array, ofLevel: number, ofSeason: number): Smoothed {
  const profile = start.slice();
  let level = at(values, 0) - at(profile, 0);
  let error = 0;
  for (let i = 0; i < values.length; i++) {
    const slot = i % day;
    const miss = at(values, i) - level - at(profile, slot);
    error += Math.abs(miss);
    level += ofLevel * miss;
    profile[slot] = at(profile, slot) + ofSeason * (1 - ofLevel) * miss;
  }
  return { level, profile, error };
}

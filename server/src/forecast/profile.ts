import { at } from "./window.ts";

/** The mean distance of each time of day from the mean of the day around it; by the index of a step modulo the day. */
export function dailyProfile(values: Float64Array, day: number): Float64Array {
  const sums = new Float64Array(day);
  const counts = new Float64Array(day);
  const before = Math.floor(day / 2);
  let around = 0;
  for (let i = 0; i < day; i++) around += at(values, i);
  for (let start = 0; start + day <= values.length; start++) {
    const slot = (start + before) % day;
    sums[slot] = at(sums, slot) + at(values, start + before) - around / day;
    counts[slot] = at(counts, slot) + 1;
    around += at(values, start + day) - at(values, start);
  }
  const profile = sums.map((sum, slot) => (at(counts, slot) > 0 ? sum / at(counts, slot) : 0));
  const level = profile.reduce((sum, value) => sum + value, 0) / day;
  return profile.map((value) => value - level);
}

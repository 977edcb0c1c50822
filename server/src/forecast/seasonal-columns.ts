import { median } from "./statistics.ts";
import { at } from "./window.ts";

/** What the seasonal regression knows at an origin about the steps after it. */
export interface Outlooks {
  /** Columns of a row. */
  readonly width: number;
  /**
   * Writes the columns for the step `ahead` steps after the origin (0 is the first) and gives the mean of the day before
   * the origin: columns and targets are distances from that level.
   */
  readonly write: (into: Float64Array, start: number, origin: number, ahead: number) => number;
}

/** From how many days on the week is looked back at. */
export const daysForWeeks = 10;

/** In days: how fast today's distance from the usual course may fade. */
const fadings = [0.02, 0.08, 0.3, 1] as const;

/** Weeks that make up what is usual at an hour of the week. */
const usualWeeks = 4;

/** The columns of any pair of `values`, whose usual spread is `spread`. All that looks back is laid out beforehand. */
export function outlooks(values: Float64Array, day: number, spread: number): Outlooks {
  const week = 7 * day;
  const weekly = values.length >= daysForWeeks * day;
  const sums = prefixSums(values);
  const level = (origin: number, back: number, days: number) =>
    average(sums, origin - (back + days) * day, origin - back * day);
  const usual = lagged(values, day, 7);
  const unusual = unusualness(values, day, usual);
  const sameHour = [lagged(values, day, 3), usual, lagged(values, day, 5, median)];
  const weeks = lagged(values, week, usualWeeks);
  const unusualInWeek = unusualness(values, week, weeks);
  const weekSums = prefixSums(unusualInWeek);
  const width = 13 + (weekly ? 9 : 0);
  const write = (into: Float64Array, start: number, origin: number, ahead: number): number => {
    const center = level(origin, 0, 1);
    const slot = ahead % day;
    const yesterday = origin - day + slot;
    let next = start;
    const put = (value: number) => {
      into[next] = value / spread;
      next++;
    };
    put(spread);
    put(at(values, yesterday) - center);
    put(
      (at(values, origin - day + ((slot + day - 1) % day)) +
        at(values, yesterday) +
        at(values, origin - day + ((slot + 1) % day))) /
        3 -
        center,
    );
    for (const past of sameHour) put(at(past, yesterday) - center);
    if (weekly) {
      const newest = origin + ahead - week * (Math.floor(ahead / week) + 1);
      put(at(values, newest) - center);
      put(at(weeks, newest) - center);
      put(at(values, yesterday) + at(weeks, newest) - at(weeks, yesterday - week) - center);
      put(at(values, newest) - level(origin, 7, 1));
    }
    const days = (ahead + 1) / day;
    const last = at(unusual, origin - 1);
    const fresh = recent(unusual, origin);
    for (const fading of fadings) put(fresh * Math.exp(-days / fading));
    put(last * Math.exp(-days / fadings[0]));
    put(center - level(origin, 1, 1));
    put(center - level(origin, 0, 7));
    if (weekly) {
      const freshInWeek = recent(unusualInWeek, origin);
      for (const fading of fadings.slice(1)) put(freshInWeek * Math.exp(-days / fading));
      put(average(weekSums, origin - day, origin));
      put(at(unusualInWeek, yesterday));
    }
    return center;
  };
  return { width, write };
}

/** At each step the mean (or other middle) of the values there and up to `count` - 1 periods before. */
function lagged(
  values: Float64Array,
  period: number,
  count: number,
  middle: (values: Float64Array) => number = mean,
): Float64Array {
  const past = new Float64Array(count);
  return Float64Array.from(values, (_, step) => {
    const there = Math.min(count, Math.floor(step / period) + 1);
    for (let back = 0; back < there; back++) past[back] = at(values, step - back * period);
    return middle(past.subarray(0, there));
  });
}

/** At each step the distance from what was usual one period before; 0 where nothing was. */
function unusualness(values: Float64Array, period: number, usual: Float64Array): Float64Array {
  return values.map((value, step) => (step < period ? 0 : value - at(usual, step - period)));
}

/** The mean of the last four steps before the origin: one alone is mostly noise. */
function recent(values: Float64Array, origin: number): number {
  return (at(values, origin - 1) + at(values, origin - 2) + at(values, origin - 3) + at(values, origin - 4)) / 4;
}

function prefixSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = at(sums, i) + at(values, i);
  return sums;
}

/** Over the steps from `from` up to but without `to`, as far as they exist. */
function average(sums: Float64Array, from: number, to: number): number {
  const start = Math.max(from, 0);
  return to > start ? (at(sums, to) - at(sums, start)) / (to - start) : 0;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += at(values, i);
  return sum / values.length;
}

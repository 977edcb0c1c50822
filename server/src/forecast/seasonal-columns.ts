import { median } from "./statistics.ts";
import { at } from "./window.ts";

/** What the seasonal regression knows at an origin about the steps after it. */
export interface Outlook {
  /** The mean of the day before the origin: columns and targets are distances from it. */
  readonly level: number;
  /** The columns for the step `ahead` steps after the origin (0 is the first). */
  readonly columns: (ahead: number) => readonly number[];
}

/** From how many days on the week is looked back at. */
const daysForWeeks = 10;

/** In days: how fast today's distance from the usual course may fade. */
const fadings = [0.02, 0.08, 0.3, 1];

const dailyHarmonics = 3;
const weeklyHarmonics = 2;

/**
 * Harmonics and trend are written small, so that the ridge weighs them a hundredfold: they shape the curve only where
 * the same hours of past days leave something to explain.
 */
const smoothShare = 0.1;

/** The first origin at which all columns of a history of this length exist. */
export function firstOrigin(length: number, day: number): number {
  return looksAtWeeks(length, day) ? 8 * day : 2 * day;
}

/** The outlook from any origin of `values`, whose usual spread is `spread`. */
export function outlooks(values: Float64Array, day: number, spread: number): (origin: number) => Outlook {
  const sums = prefixSums(values);
  const weekly = looksAtWeeks(values.length, day);
  const unusual = unusualness(values, day);
  const hours = harmonicTable(day, dailyHarmonics);
  const weekdays = harmonicTable(7 * day, weekly ? weeklyHarmonics : 0);
  return (origin) => {
    const level = average(sums, origin - day, origin);
    const now = {
      fresh:
        (at(unusual, origin - 1) + at(unusual, origin - 2) + at(unusual, origin - 3) + at(unusual, origin - 4)) / 4,
      last: at(unusual, origin - 1),
      dayChange: level - average(sums, origin - 2 * day, origin - day),
      weekChange: level - average(sums, origin - 7 * day, origin),
    };
    const lastWeekLevel = average(sums, origin - 8 * day, origin - 7 * day);
    const columns = (ahead: number): readonly number[] => [
      1,
      ...sameHour(values, day, origin, ahead).map((value) => (value - level) / spread),
      ...(weekly ? sameHourOfWeek(values, 7 * day, origin, ahead, level, lastWeekLevel).map((v) => v / spread) : []),
      ...fadings.map((fading) => (now.fresh * Math.exp(-(ahead + 1) / day / fading)) / spread),
      (now.last * Math.exp(-(ahead + 1) / day / (fadings[0] ?? 1))) / spread,
      now.dayChange / spread,
      now.weekChange / spread,
      ...(hours[(origin + ahead) % day] ?? []),
      ...(weekdays[(origin + ahead) % (7 * day)] ?? []),
      (smoothShare * (ahead + 1)) / day,
    ];
    return { level, columns };
  };
}

/** The same time of day: yesterday, yesterday with its neighbors, the means of three and seven days, the median of five. */
function sameHour(values: Float64Array, day: number, origin: number, ahead: number): readonly number[] {
  const slot = ahead % day;
  const days = Math.min(7, Math.floor(origin / day));
  const past = Array.from({ length: days }, (_, back) => at(values, origin - (back + 1) * day + slot));
  const yesterday = past[0] ?? 0;
  const before = at(values, origin - day + ((slot + day - 1) % day));
  const after = at(values, origin - day + ((slot + 1) % day));
  return [yesterday, (before + yesterday + after) / 3, mean(past.slice(0, 3)), mean(past), median(past.slice(0, 5))];
}

/** The same hour of the week: the last one known, the mean of up to four, and the last against its own day's level. */
function sameHourOfWeek(
  values: Float64Array,
  week: number,
  origin: number,
  ahead: number,
  level: number,
  lastWeekLevel: number,
): readonly number[] {
  const newest = origin + ahead - week * (Math.floor(ahead / week) + 1);
  const past = Array.from({ length: 4 }, (_, back) => newest - back * week)
    .filter((step) => step >= 0)
    .map((step) => at(values, step));
  const lastWeek = past[0] ?? 0;
  return [lastWeek - level, mean(past) - level, lastWeek - lastWeekLevel];
}

/** Cosine and sine of the first harmonics, for each step of their period. */
function harmonicTable(period: number, count: number): readonly (readonly number[])[] {
  return Array.from({ length: period }, (_, step) =>
    Array.from({ length: count }, (_, i) => (2 * Math.PI * (i + 1) * step) / period).flatMap((angle) => [
      smoothShare * Math.cos(angle),
      smoothShare * Math.sin(angle),
    ]),
  );
}

/** At each step the distance from the mean of the same time of day over the seven days before. */
function unusualness(values: Float64Array, day: number): Float64Array {
  return Float64Array.from(values, (value, step) => {
    const days = Math.min(7, Math.floor(step / day));
    let sum = 0;
    for (let back = 1; back <= days; back++) sum += at(values, step - back * day);
    return days === 0 ? 0 : value - sum / days;
  });
}

function looksAtWeeks(length: number, day: number): boolean {
  return length >= daysForWeeks * day;
}

function prefixSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = at(sums, i) + at(values, i);
  return sums;
}

function average(sums: Float64Array, from: number, to: number): number {
  const start = Math.max(from, 0);
  return to > start ? (at(sums, to) - at(sums, start)) / (to - start) : 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

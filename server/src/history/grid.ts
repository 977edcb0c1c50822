import type { SampleSet } from "./reader.ts";

/** One resource on a regular grid. */
export interface Grid {
  /** Epoch milliseconds of the first slot. */
  readonly start: number;
  readonly stepSeconds: number;
  /** NaN where nothing was measured for longer than two steps. */
  readonly mean: Float64Array;
  readonly max: Float64Array;
  readonly interpolated: readonly number[];
  /** Gaps that were too long to bridge. */
  readonly gaps: number;
}

/** Samples of one pod (or of a workload's total), means and maxima. */
export interface Samples {
  readonly mean: readonly SampleSet[];
  readonly max: readonly SampleSet[];
}

/** The distance between samples, in seconds: the middle one of all, moved to a step that people set; 0 for a single sample. */
export function inferStep(sets: readonly SampleSet[]): number {
  const differences = sets
    .flatMap(({ times }) => differencesOf(times))
    .filter((difference) => difference > 0)
    .toSorted((a, b) => a - b);
  const middle = (differences[Math.floor(differences.length / 2)] ?? 0) / 1000;
  const usual = usualSteps.find((step) => Math.abs(step - middle) <= 0.1 * step);
  return usual ?? (middle === 0 ? 0 : Math.max(finest, Math.round(middle)));
}

/** Puts samples on a grid whose slots begin at multiples of the step. Undefined without samples. */
export function toGrid({ mean: means, max: maxima }: Samples, stepSeconds: number): Grid | undefined {
  const step = stepSeconds * 1000;
  const slots = new Map<number, Slot>();
  for (const set of means) addSet(slots, set, step, false);
  for (const set of maxima) addSet(slots, set, step, true);
  const measured = [...slots].filter(([, { count, highest }]) => count > 0 || highest > Number.NEGATIVE_INFINITY);
  if (measured.length === 0) return undefined;
  const first = measured.reduce((least, [slot]) => Math.min(least, slot), Number.POSITIVE_INFINITY);
  const last = measured.reduce((most, [slot]) => Math.max(most, slot), Number.NEGATIVE_INFINITY);
  const length = Math.min(last - first + 1, longest);
  const mean = new Float64Array(length).fill(Number.NaN);
  const max = new Float64Array(length).fill(Number.NaN);
  for (const [slot, { sum, count, highest }] of measured) {
    const index = slot - last + length - 1;
    if (index < 0) continue;
    mean[index] = count > 0 ? sum / count : highest;
    max[index] = Math.max(highest, mean[index] ?? highest);
  }
  return { start: (last - length + 1) * step, stepSeconds, ...bridge(mean, max), mean, max };
}

/** What several pods use together; a pod that is not there uses nothing. */
export function sumGrids(grids: readonly Grid[]): { readonly grid: Grid; readonly pods: number } | undefined {
  const [one] = grids;
  if (one === undefined) return undefined;
  const step = one.stepSeconds * 1000;
  const start = grids.reduce((least, grid) => Math.min(least, grid.start), Number.POSITIVE_INFINITY);
  const end = grids.reduce((most, grid) => Math.max(most, grid.start + grid.mean.length * step), 0);
  const length = Math.round((end - start) / step);
  const mean = new Float64Array(length).fill(Number.NaN);
  const max = new Float64Array(length).fill(Number.NaN);
  const counts = new Uint32Array(length);
  for (const grid of grids) {
    const offset = Math.round((grid.start - start) / step);
    for (const [index, value] of grid.mean.entries()) {
      if (Number.isNaN(value)) continue;
      const slot = offset + index;
      mean[slot] = orZero(mean[slot]) + value;
      max[slot] = orZero(max[slot]) + (grid.max[index] ?? value);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
  }
  const present = counts.filter((count) => count > 0).sort();
  const bridged = bridge(mean, max);
  return {
    grid: { start, stepSeconds: one.stepSeconds, mean, max, ...bridged },
    pods: present[Math.floor(present.length / 2)] ?? 1,
  };
}

interface Slot {
  sum: number;
  count: number;
  highest: number;
}

/** Of samples with one and the same time the last counts. */
function addSet(slots: Map<number, Slot>, { times, values }: SampleSet, step: number, isMax: boolean): void {
  const order = Uint32Array.from(times.keys());
  order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  for (const [position, index] of order.entries()) {
    const time = times[index] ?? 0;
    if (times[order[position + 1] ?? -1] === time) continue;
    const value = values[index] ?? 0;
    const number = Math.floor(time / step);
    const slot = slots.get(number) ?? { sum: 0, count: 0, highest: Number.NEGATIVE_INFINITY };
    slot.highest = Math.max(slot.highest, value);
    if (!isMax) {
      slot.sum += value;
      slot.count++;
    }
    slots.set(number, slot);
  }
}

/** Draws straight lines across gaps of at most two steps; longer ones stay gaps. */
function bridge(mean: Float64Array, max: Float64Array): Pick<Grid, "interpolated" | "gaps"> {
  const interpolated: number[] = [];
  let gaps = 0;
  let last = -1;
  for (let index = 0; index < mean.length; index++) {
    if (Number.isNaN(mean[index])) continue;
    const missing = index - last - 1;
    if (last >= 0 && missing > widestBridge) gaps++;
    for (let between = last + 1; last >= 0 && missing <= widestBridge && between < index; between++) {
      const share = (between - last) / (index - last);
      mean[between] = orZero(mean[last]) * (1 - share) + orZero(mean[index]) * share;
      max[between] = orZero(max[last]) * (1 - share) + orZero(max[index]) * share;
      interpolated.push(between);
    }
    last = index;
  }
  return { interpolated, gaps };
}

function differencesOf(times: Float64Array): number[] {
  const ordered = times.toSorted();
  return Array.from(
    { length: Math.min(ordered.length - 1, sampled) },
    (_, index) => (ordered[index + 1] ?? 0) - (ordered[index] ?? 0),
  );
}

function orZero(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? 0 : value;
}

/** Seconds. Finer samples are put together: plans look hours and days ahead. */
const finest = 60;
const usualSteps: readonly number[] = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];
const widestBridge = 2;
/** Differences looked at per set. */
const sampled = 5000;
/** Slots kept, the newest: two years at 15 min. A time far off must not make a grid that fills the memory. */
const longest = 70_000;

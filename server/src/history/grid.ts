import type { SampleSet } from "./reader.ts";
import { mostSlots } from "./step.ts";

/** Slots at regular times: slot `length - 1` is at `end`. */
export interface Grid {
  /** Epoch milliseconds of the last slot. */
  readonly end: number;
  readonly stepSeconds: number;
  readonly length: number;
}

/** Values of each slot of a grid; NaN where nothing was measured. */
export interface Slots {
  readonly mean: Float64Array;
  readonly max: Float64Array;
}

/** The grid that ends with the newest sample and holds them all, as far as there are slots. */
export function gridOver(sets: readonly SampleSet[], stepSeconds: number): Grid | undefined {
  const end = sets.reduce((newest, { times }) => Math.max(newest, times.at(-1) ?? newest), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(end)) return undefined;
  const first = sets.reduce((oldest, { times }) => Math.min(oldest, times[0] ?? oldest), end);
  const length = Math.min(Math.round((end - first) / 1000 / stepSeconds) + 1, mostSlots);
  return { end, stepSeconds, length };
}

/** Puts samples into the slots nearest to them. A slot without a mean has no value, unless nothing but maxima were given. */
export function slotsOf(sets: readonly SampleSet[], grid: Grid): Slots {
  const sum = new Float64Array(grid.length);
  const count = new Uint32Array(grid.length);
  const max = new Float64Array(grid.length).fill(Number.NEGATIVE_INFINITY);
  const onlyMaxima = sets.every(({ statistic }) => statistic === "max");
  for (const { times, values, statistic } of sets) {
    times.forEach((time, i) => {
      const slot = grid.length - 1 - Math.round((grid.end - time) / 1000 / grid.stepSeconds);
      if (slot < 0) return;
      const value = values[i] ?? 0;
      max[slot] = Math.max(max[slot] ?? value, value);
      if (statistic === "max" && !onlyMaxima) return;
      sum[slot] = (sum[slot] ?? 0) + value;
      count[slot] = (count[slot] ?? 0) + 1;
    });
  }
  const mean = sum.map((total, slot) => total / (count[slot] ?? 0));
  // The mean of equal values may come out a rounding error above them.
  return { mean, max: mean.map((value, slot) => (Number.isNaN(value) ? value : Math.max(max[slot] ?? value, value))) };
}

/** Slots that are missed at most so many in a row are bridged. */
const widestBridge = 2;

/** Draws straight lines across gaps of at most two slots; longer ones stay gaps. */
export function bridged({ mean, max }: Slots): Slots {
  const result = { mean: mean.slice(), max: max.slice() };
  let known = -1;
  mean.forEach((value, slot) => {
    if (Number.isNaN(value)) return;
    for (let between = known + 1; known >= 0 && slot - known - 1 <= widestBridge && between < slot; between++) {
      const share = (between - known) / (slot - known);
      result.mean[between] = straight(mean, known, slot, share);
      result.max[between] = straight(max, known, slot, share);
    }
    known = slot;
  });
  return result;
}

/** What parts use together; a part that is not there uses nothing. */
export function summed(parts: readonly Slots[]): Slots {
  const [first, ...others] = parts;
  const mean = first?.mean.slice() ?? new Float64Array();
  const max = first?.max.slice() ?? new Float64Array();
  for (const part of others) {
    part.mean.forEach((value, slot) => {
      if (Number.isNaN(value)) return;
      mean[slot] = (mean[slot] || 0) + value;
      max[slot] = (max[slot] || 0) + (part.max[slot] ?? value);
    });
  }
  return { mean, max };
}

function straight(values: Float64Array, from: number, to: number, share: number): number {
  const start = values[from] ?? 0;
  return start + share * ((values[to] ?? 0) - start);
}

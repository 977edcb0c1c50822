/** The stretch of history that a model learns from, at its working step. */
export interface Window {
  /** Oldest first. Never NaN: gaps are bridged, so that models may look back over them. */
  readonly values: Float64Array;
  /** 1 where the value was measured; bridged values are looked back at, but never learned from. */
  readonly measured: Uint8Array;
  /** Steps per day, at least 1. */
  readonly day: number;
}

/** Bridges the gaps of a series: by the same time a day before, else a day after, else straight across. */
export function bridgeGaps(values: Float64Array, day: number): Window {
  const bridged = Float64Array.from(values);
  const measured = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
  for (let i = day; i < bridged.length; i++) {
    if (Number.isNaN(at(bridged, i))) bridged[i] = at(bridged, i - day);
  }
  for (let i = bridged.length - 1 - day; i >= 0; i--) {
    if (Number.isNaN(at(bridged, i))) bridged[i] = at(bridged, i + day);
  }
  bridgeStraight(bridged);
  return { values: bridged, measured, day };
}

/** The window's steps from `start` up to but without `end`. */
export function slice(window: Window, start: number, end: number): Window {
  return {
    values: window.values.subarray(start, end),
    measured: window.measured.subarray(start, end),
    day: window.day,
  };
}

/** Means of groups of `factor` steps, the last group ending with the last step; NaN where a group has no value. */
export function coarsen(values: Float64Array, factor: number): Float64Array {
  if (factor === 1) return values;
  const length = Math.floor(values.length / factor);
  const offset = values.length - length * factor;
  return Float64Array.from({ length }, (_, group) => {
    let sum = 0;
    let count = 0;
    for (let i = offset + group * factor; i < offset + (group + 1) * factor; i++) {
      const value = at(values, i);
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    return count === 0 ? Number.NaN : sum / count;
  });
}

/** The reverse of {@link coarsen}: straight lines between the middles of the groups. */
export function refine(values: Float64Array, factor: number, length: number): Float64Array {
  if (factor === 1) return values.length === length ? values : values.slice(0, length);
  return Float64Array.from({ length }, (_, i) => {
    const place = Math.min(Math.max((i + 0.5) / factor - 0.5, 0), values.length - 1);
    const before = Math.floor(place);
    const after = Math.min(before + 1, values.length - 1);
    return at(values, before) + (place - before) * (at(values, after) - at(values, before));
  });
}

/** An element that is known to exist. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

function bridgeStraight(values: Float64Array): void {
  let known = -1;
  for (let i = 0; i <= values.length; i++) {
    if (i < values.length && Number.isNaN(at(values, i))) continue;
    const from = known < 0 ? at(values, i) : at(values, known);
    const to = i === values.length ? from : at(values, i);
    for (let j = known + 1; j < i; j++) values[j] = from + ((to - from) * (j - known)) / (i - known);
    known = i;
  }
}

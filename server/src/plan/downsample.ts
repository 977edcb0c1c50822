/** A sample of a curve: an index into its values, and the value. */
export interface CurvePoint {
  readonly index: number;
  readonly value: number;
}

/**
 * At most two points for each of `buckets` equal stretches of a curve: its lowest and its highest, in their order. A
 * line through them covers the same pixels as one through all of the values. A stretch of gaps alone is one NaN point.
 */
export function downsample(values: Float64Array, buckets: number): readonly CurvePoint[] {
  const size = Math.max(1, values.length / buckets);
  const points: CurvePoint[] = [];
  for (let start = 0; start < values.length; start += size) {
    points.push(...extremes(values, Math.floor(start), Math.min(Math.floor(start + size), values.length)));
  }
  return points;
}

function extremes(values: Float64Array, start: number, end: number): readonly CurvePoint[] {
  if (start >= end) return [];
  let low = start;
  let high = start;
  for (let index = start; index < end; index++) {
    const value = values[index] ?? Number.NaN;
    // A comparison with NaN is never true: the first number after gaps takes both places.
    if (value < (values[low] ?? Number.NaN) || Number.isNaN(values[low])) low = index;
    if (value > (values[high] ?? Number.NaN) || Number.isNaN(values[high])) high = index;
  }
  const ends = low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
  return ends.map((index) => ({ index, value: values[index] ?? Number.NaN }));
}

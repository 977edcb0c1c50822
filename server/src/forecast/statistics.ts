/** The middle value; of an even number the mean of the middle two; NaN of none. */
export function median(values: ArrayLike<number>): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}

/** The quantile of ascending values, straight between neighbors (Hyndman and Fan's type 7); NaN of none. */
export function quantile(ascending: Float64Array, share: number): number {
  const place = Math.min(Math.max(share, 0), 1) * (ascending.length - 1);
  const below = ascending[Math.floor(place)] ?? Number.NaN;
  const above = ascending[Math.ceil(place)] ?? Number.NaN;
  return below + (place - Math.floor(place)) * (above - below);
}

/** The arithmetic mean; NaN of none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}

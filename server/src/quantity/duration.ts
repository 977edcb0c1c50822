/** Seconds per unit, largest first. */
const units: readonly (readonly [string, number])[] = [
  ["w", 604_800],
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
  ["ms", 0.001],
];

/** Seconds of a duration such as `90s`, `5m`, `12h`, `7d`, `1h30m` or `300ms`; undefined where the text is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[wdhms]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount = "0", unit = ""] of text.matchAll(/([\d.]+)(ms|[wdhms])/g)) {
    const size = units.find(([name]) => name === unit)?.[1] ?? 0;
    // Dividing keeps 300ms the number 0.3, which multiplying by 0.001 does not.
    seconds += unit === "ms" ? Number(amount) / 1000 : Number(amount) * size;
  }
  return seconds;
}

/** A duration in whole units, to the millisecond: 604800 → `7d`, 5400 → `1h30m`, 0.3 → `300ms`. Negative is zero. */
export function formatDuration(seconds: number): string {
  let left = Math.round(Math.max(seconds, 0) * 1000);
  let text = "";
  for (const [unit, size] of units.slice(1)) {
    const milliseconds = Math.round(size * 1000);
    const count = Math.floor(left / milliseconds);
    left -= count * milliseconds;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === "" ? "0s" : text;
}

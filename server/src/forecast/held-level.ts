/** The level that a history seems to be held at, as a limit holds the processor time of a container. */
export interface HeldLevel {
  readonly level: number;
  /** Of the measured steps, how many are at it; 0–1. */
  readonly share: number;
}

/** Values this near the largest one are at it: a limit is enforced in slices of a tenth of a second. */
const atLevel = 0.99;
/** Fewer steps at the level could be one busy hour. */
const smallestShare = 0.05;
/** Free use has about as many values just below its peak as at it. */
const justBelow = 0.97;
const crowding = 3;
/** What goes on and off is at its level without being held: free use also comes near it. */
const near = 0.85;
const smallestNearShare = 0.01;

/**
 * Whether the values crowd at their largest, which free use does not do: then more may have been wanted than is seen.
 * Undefined where they do not, for a constant, and for what only goes on and off.
 */
export function heldLevel(values: Float64Array): HeldLevel | undefined {
  const measured = values.filter((value) => !Number.isNaN(value));
  const level = measured.reduce((most, value) => Math.max(most, value), 0);
  const between = (from: number, to: number) =>
    measured.filter((value) => value >= from * level && value < to * level).length / measured.length;
  const share = between(atLevel, Number.POSITIVE_INFINITY);
  const held =
    level > 0 &&
    share >= smallestShare &&
    share >= crowding * between(justBelow, atLevel) &&
    between(near, atLevel) >= smallestNearShare;
  return held ? { level, share } : undefined;
}

import type { ScaleLinear, ScaleTime } from "d3-scale";

/** The chart's drawing area in pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type TimeScale = ScaleTime<number, number>;
export type ValueScale = ScaleLinear<number, number>;

/** Epoch milliseconds of a slot of a series or forecast. */
export function timeOf(grid: { readonly start: number; readonly stepSeconds: number }, index: number): number {
  return grid.start + Math.max(index, 0) * grid.stepSeconds * 1000;
}

/** Middle tones that stand out from both a white and a black ground. */
export const chartColors = {
  history: "#3f87d9",
  forecast: "#d97a1f",
  current: "#8a8a8a",
  recommended: "#2f9e6a",
  text: "#808080",
} as const;

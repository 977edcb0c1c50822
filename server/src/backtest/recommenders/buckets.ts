/** How a histogram divides the values from 0 up. */
export interface Buckets {
  readonly count: number;
  /** Where bucket `index` begins. */
  readonly startOf: (index: number) => number;
  readonly indexOf: (value: number) => number;
}

/**
 * Buckets of which each is wider than the one before by `ratio`. Source: autoscaler `vertical-pod-autoscaler`,
 * `pkg/recommender/util/histogram_options.go`.
 */
export function exponentialBuckets(largest: number, first: number, ratio: number): Buckets {
  const log = (value: number): number => Math.log((value * (ratio - 1)) / first + 1) / Math.log(ratio);
  const count = Math.ceil(log(largest)) + 1;
  return {
    count,
    startOf: (index) => (first * (ratio ** index - 1)) / (ratio - 1),
    indexOf: (value) => (value < first ? 0 : Math.min(Math.floor(log(value)), count - 1)),
  };
}

/** Buckets of one width. Source: the same file. */
export function linearBuckets(largest: number, width: number): Buckets {
  const count = Math.ceil(largest / width) + 1;
  return {
    count,
    startOf: (index) => index * width,
    indexOf: (value) => Math.max(0, Math.min(Math.floor(value / width), count - 1)),
  };
}

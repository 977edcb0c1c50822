import { type Kill, type ReplicaUse, slotTime } from "../replica-use.ts";
import { type Buckets, exponentialBuckets } from "./buckets.ts";
import { DecayingHistogram } from "./decaying-histogram.ts";

/*
 * The VerticalPodAutoscaler's recommender, version 1.4 and later, where every CPU sample weighs the same (until 1.3 it
 * weighed as much as the request). Constants: autoscaler `vertical-pod-autoscaler/pkg/recommender`,
 * `model/aggregations_config.go:61-96` and `config/config.go:115-145`; estimators: `logic/recommender.go:141-178`.
 */

const day = 86_400;
const mebibyte = 1_048_576;

const cpuBuckets: Buckets = exponentialBuckets(1000, 0.01, 1.05);
const memoryBuckets: Buckets = exponentialBuckets(1e12, 1e7, 1.05);
const halfLife = day;
/** Seconds between two CPU samples, each of this weight (`model/aggregate_container_state.go:254`). */
const samplingInterval = 60;
const cpuSampleWeight = 0.1;
const safetyMargin = 0.15;
const percentiles = { lower: 0.5, target: 0.9, upper: 0.95 } as const;
/** Of a whole pod: divided over its containers. */
const minimums = { cpu: 0.025, memory: 250 * mebibyte } as const;
const oomBumpRatio = 1.2;
const oomMinimumBump = 100 * mebibyte;

/** What the recommender says of one resource of a container, in base units. */
export interface VpaEstimates {
  readonly lower: number;
  readonly target: number;
  readonly upper: number;
}

/** The recommendation at the end of a known use; undefined before the first sample. */
export function vpaEstimates(use: ReplicaUse): VpaEstimates | undefined {
  const first = use.mean.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return undefined;
  const histogram = use.resource === "cpu" ? cpuHistogram(use) : memoryHistogram(use);
  const confidence = confidenceOf(use, first);
  const amount = (share: number, factor: number): number => {
    const estimate = scaled(whole(use, histogram.percentile(share)), 1 + safetyMargin);
    return toBase(use, Math.max(scaled(estimate, factor), minimumOf(use)));
  };
  return {
    lower: amount(percentiles.lower, (1 + 0.001 / confidence) ** -2),
    target: amount(percentiles.target, 1),
    upper: amount(percentiles.upper, 1 + 1 / confidence),
  };
}

function cpuHistogram(use: ReplicaUse): DecayingHistogram {
  const histogram = new DecayingHistogram(cpuBuckets, halfLife);
  const weight = cpuSampleWeight * (use.stepSeconds / samplingInterval);
  use.mean.forEach((cores, slot) => {
    if (!Number.isNaN(cores)) histogram.add(toBase(use, whole(use, cores)), weight, slotTime(use, slot));
  });
  return histogram;
}

/**
 * One sample a day: the highest use in each interval of 24 hours, of weight 1, stamped at the interval's end. A kill is
 * a sample of what would have been needed. Source: `model/container.go`.
 */
function memoryHistogram(use: ReplicaUse): DecayingHistogram {
  const histogram = new DecayingHistogram(memoryBuckets, halfLife);
  const peaks = new DailyPeaks(histogram);
  let next = 0;
  use.max.forEach((bytes, slot) => {
    const time = slotTime(use, slot);
    if (!Number.isNaN(bytes)) peaks.add(Math.trunc(bytes), time);
    for (; (use.kills[next]?.time ?? Number.POSITIVE_INFINITY) <= time; next++) peaks.addKill(use.kills[next], time);
  });
  return histogram;
}

class DailyPeaks {
  readonly #histogram: DecayingHistogram;
  #end: number | undefined;
  #usePeak = 0;
  #killPeak = 0;

  constructor(histogram: DecayingHistogram) {
    this.#histogram = histogram;
  }

  add(bytes: number, time: number): void {
    if (this.#raise(bytes, time)) this.#usePeak = bytes;
  }

  addKill(kill: Kill | undefined, time: number): void {
    const used = Math.max(Math.trunc(kill?.request ?? 0), this.#usePeak);
    const needed = Math.max(used + oomMinimumBump, Math.trunc(used * oomBumpRatio));
    if (this.#raise(needed, time)) this.#killPeak = needed;
  }

  /** Whether the value is the interval's highest so far. */
  #raise(bytes: number, time: number): boolean {
    this.#end ??= time;
    if (time < this.#end) {
      const before = Math.max(this.#usePeak, this.#killPeak);
      if (before === 0 || bytes <= before) return false;
      this.#histogram.subtract(before, 1, this.#end);
    } else {
      const interval = day * 1000;
      this.#end += Math.floor((time - this.#end) / interval) * interval + interval;
      this.#usePeak = 0;
      this.#killPeak = 0;
    }
    this.#histogram.add(bytes, 1, this.#end);
    return true;
  }
}

/** Days of history, as they were lived through and as they were measured; the fewer count. */
function confidenceOf({ mean, stepSeconds }: ReplicaUse, first: number): number {
  const last = mean.findLastIndex((value) => !Number.isNaN(value));
  const measured = mean.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  return Math.min(((last - first) * stepSeconds) / day, (measured * stepSeconds) / day);
}

function minimumOf(use: ReplicaUse): number {
  return whole(use, minimums[use.resource] / use.containers);
}

/** Amounts are whole millicores and bytes, and what is left is cut off at each step. */
function whole({ resource }: ReplicaUse, amount: number): number {
  return Math.trunc(resource === "cpu" ? amount * 1000 : amount);
}

function scaled(amount: number, factor: number): number {
  return Math.trunc(amount * factor);
}

function toBase({ resource }: ReplicaUse, amount: number): number {
  return resource === "cpu" ? amount / 1000 : amount;
}

import { quantile as quantileOf } from "../forecast/statistics.ts";
import type { Series } from "../history/series.ts";
import { highest } from "./usage.ts";

/** How many replicas share the load at each time. */
export type ReplicaLoad = FixedReplicas | ScaledReplicas;

interface FixedReplicas {
  readonly replicas: number;
}

/** An autoscaler keeps each replica at or below its scaling point, between its bounds. */
interface ScaledReplicas {
  readonly min: number;
  readonly max: number;
  /** What it scales on; the metric that asks for most replicas counts. */
  readonly metrics: readonly ScalingMetric[];
}

export interface ScalingMetric {
  readonly series: Series;
  /** What one replica carries before another is added, in the series' unit. */
  readonly point: number;
}

/** What of a series, a total over the replicas, falls to one of them. */
export interface ReplicaPart {
  /** Of the quantile for which the part was made. */
  readonly ofUpper: (total: number) => number;
  /** The highest use seen. */
  readonly peak: number;
}

/** How a series falls to the replicas that carry this load. */
export function replicaPart(load: ReplicaLoad, series: Series, quantile: number): ReplicaPart {
  if ("replicas" in load) return scaledPart(series, (total) => total / Math.max(1, load.replicas));
  const [metric, ...others] = load.metrics;
  if (metric !== undefined && others.length === 0 && metric.series.id === series.id) {
    // Scaled on this very total: a replica's part only rises with it, and so its quantile is the total's quantile's part.
    return scaledPart(series, (total) => total / scaledTo(load, total / metric.point));
  }
  const replicas = replicasOver(load, series);
  const each = dividedBy(series.mean, replicas);
  const ratio = upperOf(each, quantile) / upperOf(series.mean, quantile);
  // The forecast is of the total: its quantile is divided as the history's is.
  return { ofUpper: (total) => (ratio > 0 ? total * ratio : total), peak: highest(dividedBy(series.max, replicas)) };
}

function scaledPart(series: Series, part: (total: number) => number): ReplicaPart {
  return { ofUpper: part, peak: part(highest(series.max)) };
}

/** How many replicas carried the load at each step of a series, by the same arithmetic: not whole ones under an autoscaler. */
export function replicasAt(load: ReplicaLoad, series: Series): Float64Array {
  if (!("replicas" in load)) return replicasOver(load, series);
  return new Float64Array(series.mean.length).fill(Math.max(1, load.replicas));
}

/**
 * The replicas that an autoscaler would run at each step, without rounding up to whole ones: a replica then carries
 * what it may carry at most, and a request that changes by a rounding does not make the number, and with it the
 * demand, jump. In a gap of what it scales on, the autoscaler leaves the number as it was.
 */
function replicasOver(load: ScaledReplicas, { start, stepSeconds, mean }: Series): Float64Array {
  let replicas = scaledTo(load, load.min);
  return mean.map((_, step) => {
    const time = start + step * stepSeconds * 1000;
    const wanted = load.metrics.map(({ series, point }) => valueAt(series, time) / point);
    const known = wanted.filter((count) => !Number.isNaN(count));
    if (known.length > 0) replicas = scaledTo(load, Math.max(...known));
    return replicas;
  });
}

function dividedBy(values: Float64Array, counts: Float64Array): Float64Array {
  return values.map((value, step) => value / (counts[step] ?? 1));
}

function upperOf(values: Float64Array, quantile: number): number {
  return quantileOf(values.filter((value) => !Number.isNaN(value)).sort(), quantile);
}

/** In words: `4 replicas`, `2 to 10 replicas`. */
export function describeLoad(load: ReplicaLoad): string {
  const [min, max] = "replicas" in load ? [load.replicas, load.replicas] : [load.min, load.max];
  if (min !== max) return `${min} to ${max} replicas`;
  return min === 1 ? "1 replica" : `${min} replicas`;
}

function scaledTo({ min, max }: ScaledReplicas, wanted: number): number {
  return Math.max(1, min, Math.min(max, wanted));
}

function valueAt({ start, stepSeconds, mean }: Series, time: number): number {
  return mean[Math.floor((time - start) / (stepSeconds * 1000))] ?? Number.NaN;
}

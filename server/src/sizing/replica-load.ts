import type { Series } from "../history/series.ts";

/** How many replicas share the load at each time. */
export type ReplicaLoad = FixedReplicas | ScaledReplicas;

export interface FixedReplicas {
  readonly replicas: number;
}

/** An autoscaler keeps each replica at or below its scaling point, between its bounds. */
export interface ScaledReplicas {
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

/** Whether this series alone decides the number of replicas, or the number is fixed. */
export function isDecidedBy(load: ReplicaLoad, series: Series): load is DecidedLoad {
  return "replicas" in load || (load.metrics.length === 1 && load.metrics[0]?.series.id === series.id);
}

/** Fixed, or scaled on the very series that is divided. */
export type DecidedLoad = FixedReplicas | (ScaledReplicas & { readonly metrics: readonly [ScalingMetric] });

/**
 * What one replica carries when all carry `total`: an equal part of it by the least number of replicas, then the
 * scaling point, then an equal part by the most. It only rises with the total, so that a quantile of the total gives
 * the same quantile of the part.
 */
export function partOfTotal(load: DecidedLoad, total: number): number {
  if ("replicas" in load) return total / Math.max(1, load.replicas);
  return total / scaledTo(load, total / load.metrics[0].point);
}

/**
 * A series divided by the replicas that an autoscaler would run at each step. Their number is not rounded up to whole
 * ones: a replica then carries what it may carry at most, and a request that changes by a rounding does not make the
 * number, and with it the demand, jump. In a gap of what it scales on, the autoscaler leaves the number as it was.
 */
export function dividedByReplicas(series: Series, load: ScaledReplicas): Series {
  const { start, stepSeconds, mean, max } = series;
  let replicas = scaledTo(load, load.min);
  const counts = mean.map((_, step) => {
    const wanted = load.metrics
      .map((metric) => valueAt(metric.series, start + step * stepSeconds * 1000) / metric.point)
      .filter((count) => !Number.isNaN(count));
    if (wanted.length > 0) replicas = scaledTo(load, Math.max(...wanted));
    return replicas;
  });
  const divided = (values: Float64Array): Float64Array => values.map((value, step) => value / (counts[step] ?? 1));
  return { ...series, id: `${series.id} per replica`, mean: divided(mean), max: divided(max) };
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

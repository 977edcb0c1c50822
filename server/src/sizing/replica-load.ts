import type { Forecast } from "../forecast/forecast.ts";
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
  readonly forecast: Forecast;
  /** What one replica carries before another is added, in the series' unit. */
  readonly point: number;
}

/**
 * A series and its forecast, or a share of them, divided over the replicas of each step. An autoscaler's number is taken without rounding
 * up to whole replicas: a replica then carries what it may carry at most, and a request that changes by a rounding
 * does not make the number, and with it the demand, jump.
 */
export function perReplica(
  series: Series,
  forecast: Forecast,
  load: ReplicaLoad,
  share: number,
): { readonly series: Series; readonly forecast: Forecast } {
  const past = replicasAt(load, series, series.mean.length, pastOf).map((replicas) => replicas / share);
  const ahead = replicasAt(load, forecast, forecast.mean.length, aheadOf).map((replicas) => replicas / share);
  const { spread } = forecast;
  return {
    series: { ...series, mean: divided(series.mean, past), max: divided(series.max, past) },
    forecast: {
      ...forecast,
      mean: divided(forecast.mean, ahead),
      upper: divided(forecast.upper, ahead),
      spread: { ...spread, scale: divided(spread.scale, ahead) },
    },
  };
}

/** In words: `4 replicas`, `2 to 10 replicas`. */
export function describeLoad(load: ReplicaLoad): string {
  if ("replicas" in load) return load.replicas === 1 ? "1 replica" : `${load.replicas} replicas`;
  return load.min === load.max ? `${load.min} replicas` : `${load.min} to ${load.max} replicas`;
}

interface Grid {
  readonly start: number;
  readonly stepSeconds: number;
}

function replicasAt(
  load: ReplicaLoad,
  { start, stepSeconds }: Grid,
  steps: number,
  valuesOf: (metric: ScalingMetric) => Grid & { readonly values: Float64Array },
): Float64Array {
  if ("replicas" in load) return new Float64Array(steps).fill(Math.max(1, load.replicas));
  const { min, max, metrics } = load;
  const sources = metrics.map((metric) => ({ ...valuesOf(metric), point: metric.point }));
  const replicas = new Float64Array(steps);
  let before = min;
  for (let step = 0; step < steps; step++) {
    const time = start + step * stepSeconds * 1000;
    const wanted = sources
      .map(({ values, point, ...grid }) => (values[slotAt(grid, time)] ?? Number.NaN) / point)
      .filter((count) => !Number.isNaN(count));
    // In a gap of what it scales on, the autoscaler leaves the number as it was.
    if (wanted.length > 0) before = Math.min(max, Math.max(min, ...wanted));
    replicas[step] = Math.max(1, before);
  }
  return replicas;
}

function slotAt({ start, stepSeconds }: Grid, time: number): number {
  return Math.floor((time - start) / (stepSeconds * 1000));
}

function pastOf({ series }: ScalingMetric): Grid & { readonly values: Float64Array } {
  return { start: series.start, stepSeconds: series.stepSeconds, values: series.mean };
}

function aheadOf({ forecast }: ScalingMetric): Grid & { readonly values: Float64Array } {
  return { start: forecast.start, stepSeconds: forecast.stepSeconds, values: forecast.mean };
}

function divided(values: Float64Array, by: Float64Array): Float64Array {
  return values.map((value, step) => value / (by[step] ?? 1));
}

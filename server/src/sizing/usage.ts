import { peakDemand } from "../forecast/demand.ts";
import type { Forecast } from "../forecast/forecast.ts";
import { seriesFor } from "../history/match.ts";
import type { History, Series } from "../history/series.ts";
import { effectiveRequest } from "../workload/pod-requests.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import type { Container, ResourceName, Workload } from "../workload/workload.ts";
import { type ScalingPoint, usagePerReplica } from "./scaling-point.ts";

/** What one replica of a container will use, and how that was found. */
export interface Usage {
  /** The quantile of the forecast, in base units; undefined where there is too little history for one. */
  readonly demand: number | undefined;
  /** The highest use of the last four weeks. */
  readonly peak: number;
  readonly series: Series;
  readonly forecast: Forecast;
  /** How the totals became one replica's. */
  readonly replicas: number;
  /** The container's part of a history that is about the pod as a whole. */
  readonly share: number;
}

export interface UsageInput {
  readonly workload: Workload;
  readonly history: History;
  readonly forecasts: (series: Series, quantile: number) => Forecast;
  /** What the totals are shared by where nothing says how many pods were measured. */
  readonly replicas: number;
  readonly bounds: { readonly min: number; readonly max: number };
  readonly points: readonly ScalingPoint[];
}

/** Undefined where no history is about this container and resource. */
export function usageOf(
  input: UsageInput,
  container: Container,
  resource: ResourceName,
  policy: ResourcePolicy,
): Usage | undefined {
  const found = findSeries(input, container, resource);
  if (found === undefined) return undefined;
  const { series, share } = found;
  const forecast = input.forecasts(series, policy.quantile);
  const total = peakDemand(forecast, series, policy.quantile);
  const { perReplica, replicas } = division(input, series, resource);
  return {
    demand: forecast.model === undefined || !Number.isFinite(total) ? undefined : perReplica(total) * share,
    peak: perReplica(recentPeak(series)) * share,
    series,
    forecast,
    replicas,
    share,
  };
}

interface Found {
  readonly series: Series;
  readonly share: number;
}

/** The container's own history; else its share of the pod's, unless some other container has a history of its own. */
function findSeries(
  { workload, history }: UsageInput,
  container: Container,
  resource: ResourceName,
): Found | undefined {
  const own = seriesFor(history, workload, container.name, resource);
  if (own !== undefined) return { series: own, share: 1 };
  const pod = seriesFor(history, workload, undefined, resource);
  const main = workload.containers.filter(({ type }) => type === "main");
  if (pod === undefined || container.type !== "main") return undefined;
  if (main.some(({ name }) => seriesFor(history, workload, name, resource) !== undefined)) return undefined;
  const requests = main.map((each) => effectiveRequest(each, resource) ?? 0);
  const sum = requests.reduce((total, request) => total + request, 0);
  const all = requests.every((request) => request > 0);
  return { series: pod, share: all ? (effectiveRequest(container, resource) ?? 0) / sum : 1 / main.length };
}

/**
 * How a total becomes one replica's. The resource that an autoscaler follows is bounded by its scaling point; memory
 * is a matter of each pod, so the pods that were measured count, where that is known.
 */
function division(
  { workload, replicas, bounds, points }: UsageInput,
  series: Series,
  resource: ResourceName,
): { readonly perReplica: (total: number) => number; readonly replicas: number } {
  const point = points.find((each) => each.resource === resource && each.metric.container === undefined);
  if (point !== undefined && series.container === undefined) {
    return { perReplica: (total) => usagePerReplica(total, point.amount, bounds), replicas };
  }
  const isPerPod = resource !== "cpu" || workload.perNode;
  const count = Math.max(1, isPerPod ? (series.pods ?? replicas) : replicas);
  return { perReplica: (total) => total / count, replicas: count };
}

/** Of the last four weeks: what is older no longer happens, or will be seen again. */
function recentPeak({ max, stepSeconds }: Series): number {
  return highest(max.subarray(Math.max(0, max.length - Math.ceil((28 * 86_400) / stepSeconds))));
}

/** The highest of what was measured; gaps are NaN. */
export function highest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

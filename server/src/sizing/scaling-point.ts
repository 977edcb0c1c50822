import type { Autoscaler, AutoscalerMetric } from "../workload/inventory.ts";
import { effectiveRequests, podRequests } from "../workload/pod-requests.ts";
import type { Amounts, Container, ResourceName, Workload } from "../workload/workload.ts";

/**
 * What one replica uses, in base units, when the autoscaler adds another; undefined where nothing is requested. With
 * `requests` in place of today's, by container: after its target was restated for them, which moves it by a rounding.
 */
export function scalingPoint(
  workload: Workload,
  metric: AutoscalerMetric,
  requests?: ReadonlyMap<string, Amounts>,
): number | undefined {
  const { target, targetType } = metric;
  const percent = requests === undefined ? target.value : restatedTarget(workload, metric, requests);
  const point =
    targetType === "averageValue" ? target.value : (measuredRequest(metric, workload, requests) * percent) / 100;
  return point > 0 ? point : undefined;
}

/**
 * The request that a utilization target is a percentage of: one container's, or that of all that run together.
 * `requests` are values by container to count with in place of today's.
 */
export function measuredRequest(
  { resource, container }: Pick<AutoscalerMetric, "resource" | "container">,
  workload: Workload,
  requests?: ReadonlyMap<string, Amounts>,
): number {
  const counted = workload.containers
    .filter(({ type, name }) => type !== "init" && (container === undefined || name === container))
    .map((each) => ({ type: each.type, requests: requests?.get(each.name) ?? effectiveRequests(each) }));
  return podRequests(counted, {})[resource] ?? 0;
}

/** The metric whose percentage is of this container's request for the resource, if any. */
export function utilizationMetric(
  autoscaler: Autoscaler | undefined,
  container: Pick<Container, "name">,
  resource: ResourceName,
): AutoscalerMetric | undefined {
  return autoscaler?.metrics.find(
    (metric) =>
      metric.targetType === "utilization" &&
      metric.resource === resource &&
      (metric.container === undefined || metric.container === container.name),
  );
}

/** The percentage at which the autoscaler scales at the same use as before, when the containers request this instead. */
export function restatedTarget(
  workload: Workload,
  metric: AutoscalerMetric,
  requests: ReadonlyMap<string, Amounts>,
): number {
  const before = measuredRequest(metric, workload);
  const after = measuredRequest(metric, workload, requests);
  return restatedPercentage(metric.target.value, before, after);
}

/**
 * A percentage of `before` as one of `after`. Whole, and rounded up: rounded down, the same load would take a replica
 * more than it did.
 */
export function restatedPercentage(percentage: number, before: number, after: number): number {
  if (!(before > 0) || !(after > 0)) return percentage;
  return Math.max(1, Math.ceil((percentage * before) / after - 1e-6));
}

import type { Autoscaler, AutoscalerMetric } from "../workload/inventory.ts";
import { effectiveRequests, podRequests } from "../workload/pod-requests.ts";
import type { Amounts, ResourceName, Workload } from "../workload/workload.ts";

/** Where an autoscaler adds a replica: usage of one pod of one resource, in base units. */
export interface ScalingPoint {
  readonly metric: AutoscalerMetric;
  readonly resource: ResourceName;
  readonly amount: number;
}

/** The scaling points of an autoscaler by the requests written today; none where the request they depend on is missing. */
export function scalingPoints(autoscaler: Autoscaler | undefined, workload: Workload): readonly ScalingPoint[] {
  return (autoscaler?.metrics ?? []).flatMap((metric) => {
    const { resource, target, targetType } = metric;
    const base =
      targetType === "averageValue" ? target.value : (measuredRequest(metric, workload) * target.value) / 100;
    return base > 0 ? [{ metric, resource, amount: base }] : [];
  });
}

/**
 * The request that a utilization target is a share of: one container's, or that of all containers that run.
 * @param requests by container, the values to count with instead of those written today.
 */
export function measuredRequest(
  { resource, container }: AutoscalerMetric,
  workload: Workload,
  requests?: ReadonlyMap<string, Amounts>,
): number {
  const counted = workload.containers
    .filter(({ type, name }) => type !== "init" && (container === undefined || name === container))
    .map((each) => ({ type: each.type, requests: requests?.get(each.name) ?? effectiveRequests(each) }));
  return podRequests(counted, {})[resource] ?? 0;
}

/**
 * Replicas that an autoscaler with this scaling point would run for a total usage.
 * Source: the HorizontalPodAutoscaler's `desired = ceil(current · metric / target)`, which is total ÷ scaling point.
 */
export function replicasFor(total: number, point: number): number {
  // A usage that is exactly n scaling points is n replicas, whatever the last bit of the division says.
  return Math.max(1, Math.ceil(total / point - 1e-9));
}

/**
 * Highest usage of one replica while the total rises to `total`: the total is shared by the least replicas first, then
 * held at the scaling point, and shared by the most replicas when no more may be added.
 */
export function usagePerReplica(
  total: number,
  point: number,
  bounds: { readonly min: number; readonly max: number },
): number {
  if (total <= bounds.min * point) return total / bounds.min;
  return Math.max(point, total / bounds.max);
}

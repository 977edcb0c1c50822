import type { Autoscaler } from "../workload/inventory.ts";
import { effectiveRequest } from "../workload/pod-requests.ts";
import type { SizingPolicy } from "../workload/resource-plan.ts";
import type { Container, Workload } from "../workload/workload.ts";
import type { ContainerSizing, ResourceSizing } from "./recommendation.ts";
import { measuredRequest, type ScalingPoint } from "./scaling-point.ts";

/**
 * The least request of a container under a utilization target. The target is restated when the request changes, so
 * that replicas are added at the same use as before; with a request below this floor it would rise above the plan's
 * target utilization (or above today's, where that is higher already), and a pod would have no room left.
 */
export function scalingFloor(
  points: readonly ScalingPoint[],
  container: Container,
  resource: string,
  policy: SizingPolicy,
): number {
  const floors = points
    .filter(({ metric }) => metric.targetType === "utilization" && metric.resource === resource)
    .filter(({ metric }) => metric.container === undefined || metric.container === container.name)
    .map(({ metric }) => {
      const today = metric.target.value / 100;
      return ((effectiveRequest(container, resource) ?? 0) * today) / Math.max(policy.targetUtilization, today);
    });
  return Math.max(0, ...floors);
}

/** The sizings with the autoscaler's utilization targets restated for the recommended requests. */
export function restateTargets(
  containers: readonly ContainerSizing[],
  workload: Workload,
  autoscaler: Autoscaler | undefined,
  points: readonly ScalingPoint[],
): readonly ContainerSizing[] {
  if (autoscaler === undefined) return containers;
  const requests = new Map(
    containers.map(({ name, resources }) => [
      name,
      Object.fromEntries(
        Object.entries(resources).map(([resource, { request, limit }]) => [
          resource,
          request.recommended ?? limit.recommended ?? 0,
        ]),
      ),
    ]),
  );
  return containers.map((container) => ({
    ...container,
    resources: Object.fromEntries(
      Object.entries(container.resources).map(([resource, sizing]) => {
        const point = points.find(
          ({ metric }) =>
            metric.targetType === "utilization" &&
            metric.resource === resource &&
            (metric.container === undefined || metric.container === container.name),
        );
        return [
          resource,
          point === undefined
            ? sizing
            : restated(sizing, point, measuredRequest(point.metric, workload, requests), autoscaler),
        ];
      }),
    ),
  }));
}

function restated(
  sizing: ResourceSizing,
  { metric, amount }: ScalingPoint,
  request: number,
  autoscaler: Autoscaler,
): ResourceSizing {
  const { target } = metric;
  const recommended = Math.max(1, Math.round((amount / request) * 100));
  if (sizing.request.text === undefined || !(request > 0) || recommended === target.value) return sizing;
  return {
    ...sizing,
    autoscalerTarget: {
      autoscaler: `HorizontalPodAutoscaler/${autoscaler.namespace}/${autoscaler.name}`,
      current: target.value,
      recommended,
    },
  };
}

import type { Forecast } from "../forecast/forecast.ts";
import type { History, Series } from "../history/series.ts";
import type { Autoscaler, DisruptionBudget } from "../workload/inventory.ts";
import { exceptionOf, sizingPolicyOf } from "../workload/lookup.ts";
import type { ResourcePlan, SizingPolicy } from "../workload/resource-plan.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Container, Workload } from "../workload/workload.ts";
import { restateTargets, scalingFloor } from "./autoscaler-target.ts";
import { capToNodes, podRequestsBy } from "./node-cap.ts";
import type { ContainerSizing, WorkloadSizing } from "./recommendation.ts";
import { type ScalingPoint, scalingPoints } from "./scaling-point.ts";
import { replicaBounds, sizeReplicas } from "./size-replicas.ts";
import { sizedResources, sizeResource } from "./size-resource.ts";
import type { UsageInput } from "./usage.ts";

export interface SizingInput {
  readonly workload: Workload;
  readonly autoscaler: Autoscaler | undefined;
  readonly history: History;
  /** Makes, or has made already, the forecast of a series. */
  readonly forecasts: (series: Series, quantile: number) => Forecast;
  readonly plan: ResourcePlan;
  readonly pools: readonly NodePool[];
  readonly budgets: readonly DisruptionBudget[];
}

/**
 * Sizes a workload from its own demand: replicas first, then what each of them needs. Histories are totals over the
 * replicas, so that a changed request does not change what the next one is sized from.
 */
export function sizeWorkload(input: SizingInput): WorkloadSizing {
  const { workload, autoscaler, history, forecasts, plan, pools, budgets } = input;
  const policy = sizingPolicyOf(plan, workload);
  const points = scalingPoints(autoscaler, workload);
  const serving = exceptionOf(plan, workload)?.serving;
  const replicas = sizeReplicas({ workload, autoscaler, points, history, forecasts, policy, serving, budgets });
  const bounds = replicaBounds({ workload, autoscaler });
  const usage = { workload, history, forecasts, replicas: Math.max(1, replicas.recommended), bounds, points };
  const sized = workload.containers.map((container) => sizeContainer(container, usage, policy, points));
  const containers = restateTargets(capToNodes(sized, workload, pools), workload, autoscaler, points);
  return {
    workload: workload.id,
    replicas,
    containers,
    podRequests: podRequestsBy(containers, workload, "recommended"),
    currentPodRequests: podRequestsBy(containers, workload, "current"),
  };
}

function sizeContainer(
  container: Container,
  usage: UsageInput,
  policy: SizingPolicy,
  points: readonly ScalingPoint[],
): ContainerSizing {
  const { workload } = usage;
  const names = new Set([
    ...sizedResources.slice(0, 2),
    ...Object.keys(container.requests),
    ...Object.keys(container.limits),
  ]);
  return {
    name: container.name,
    resources: Object.fromEntries(
      [...names].map((resource) => {
        const floor = scalingFloor(points, container, resource, policy);
        return [resource, sizeResource({ workload, container, resource, usage, policy, scalingFloor: floor })];
      }),
    ),
  };
}

import type { Forecast } from "../forecast/forecast.ts";
import type { History, Series } from "../history/series.ts";
import { canRun } from "../workload/eligibility.ts";
import type { Autoscaler, DisruptionBudget } from "../workload/inventory.ts";
import { exceptionOf, sizingPolicyOf } from "../workload/lookup.ts";
import type { ResourcePlan, ServingPolicy, SizingPolicy } from "../workload/resource-plan.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Workload } from "../workload/workload.ts";

/** What a workload is sized from. */
export interface SizingInput {
  readonly workload: Workload;
  /** The HorizontalPodAutoscaler that owns its number of replicas. */
  readonly autoscaler: Autoscaler | undefined;
  readonly history: History;
  readonly forecasts: (series: Series, quantile: number) => Forecast;
  readonly plan: ResourcePlan;
  readonly pools: readonly NodePool[];
  readonly budgets: readonly DisruptionBudget[];
}

/** The input with what the plan says about this workload. */
export interface SizingContext extends SizingInput {
  readonly policy: SizingPolicy;
  readonly serving: ServingPolicy;
  /** Pools whose nodes admit the pods. */
  readonly hosts: readonly NodePool[];
}

/** Looks up, once for a workload, what its sizing asks of the plan and the pools. */
export function contextOf(input: SizingInput): SizingContext {
  const { workload, plan, pools } = input;
  return {
    ...input,
    policy: sizingPolicyOf(plan, workload),
    serving: exceptionOf(plan, workload)?.serving ?? {},
    hosts: pools.filter((pool) => pool.nodes.max > 0 && canRun(workload.constraints, pool)),
  };
}

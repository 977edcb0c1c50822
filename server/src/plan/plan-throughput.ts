import { peakDemand } from "../forecast/demand.ts";
import { seriesFor } from "../history/match.ts";
import type { History } from "../history/series.ts";
import type { Inventory } from "../workload/inventory.ts";
import { exceptionOf, sizingPolicyOf } from "../workload/lookup.ts";
import type { PlannedWorkload, PlanTotals } from "./plan-data.ts";
import type { Forecaster } from "./plan-forecasts.ts";

/**
 * Requests per second that are forecast and that the placed replicas can serve, summed over the workloads of which the
 * ResourcePlan says what a replica serves and the history what arrives. Undefined where there is none.
 */
export function planThroughput(
  { workloads, resourcePlan }: Inventory,
  history: History,
  planned: readonly PlannedWorkload[],
  { forecast }: Forecaster,
): PlanTotals["throughput"] {
  const rates = workloads.flatMap((workload) => {
    const perReplica = exceptionOf(resourcePlan, workload)?.serving?.requestsPerSecondPerReplica;
    if (perReplica === undefined) return [];
    const series = seriesFor(history, workload, undefined, "requests");
    if (series === undefined) return [];
    const placed = planned.find(({ sizing }) => sizing.workload === workload.id)?.placed ?? 0;
    const { quantile } = sizingPolicyOf(resourcePlan, workload).cpu;
    const demand = peakDemand(forecast(series, quantile), series, quantile);
    return Number.isNaN(demand) ? [] : [{ demand, capacity: placed * perReplica }];
  });
  if (rates.length === 0) return undefined;
  return {
    demand: rates.reduce((sum, { demand }) => sum + demand, 0),
    capacity: rates.reduce((sum, { capacity }) => sum + capacity, 0),
    served: rates.reduce((sum, { demand, capacity }) => sum + Math.min(demand, capacity), 0),
  };
}

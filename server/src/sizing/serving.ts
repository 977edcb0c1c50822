import { seriesFor } from "../history/match.ts";
import type { Series } from "../history/series.ts";
import { upperDemand } from "./demand.ts";
import { amountInWords, percent } from "./reasons.ts";
import type { ScalingMetric } from "./replica-load.ts";
import { policyFor } from "./resource-policy.ts";
import type { SizingContext } from "./sizing-context.ts";

/** A number of replicas and the load that asks for it, in words. */
export interface WantedReplicas {
  readonly replicas: number;
  readonly reason: string;
}

/** The rate of requests, with what one replica serves at the target utilization; undefined where either is not known. */
export function servingRate({ workload, history, policy, serving }: SizingContext): ScalingMetric | undefined {
  const { requestsPerSecondPerReplica: rate } = serving;
  const series = seriesFor(history, workload, undefined, "requests");
  return rate === undefined || series === undefined ? undefined : { series, point: rate * policy.targetUtilization };
}

/** The replicas that the forecast rate of requests needs. */
export function servedReplicas(context: SizingContext): WantedReplicas | undefined {
  const { policy, serving } = context;
  const metric = servingRate(context);
  const upper = metric === undefined ? undefined : upperTotal(context, metric.series);
  if (metric === undefined || upper === undefined) return undefined;
  const reason = `${percent(policy.cpu.quantile)} of the time up to ${amountInWords("requests", upper)}; one replica serves ${serving.requestsPerSecondPerReplica}, at ${percent(policy.targetUtilization)} utilization.`;
  return { replicas: wholeReplicas(upper / metric.point), reason };
}

/** The forecast's quantile for all replicas together, by the policy; undefined without enough history. */
export function upperTotal({ forecasts, policy }: SizingContext, series: Series): number | undefined {
  const { quantile } = policyFor(policy, series.resource);
  return upperDemand(series, forecasts(series, quantile), quantile);
}

/** Rounded up, but not for an error in the last digits; one at least. */
export function wholeReplicas(count: number): number {
  return Math.max(1, Math.ceil(count - 1e-9));
}

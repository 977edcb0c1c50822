import { peakDemand } from "../forecast/demand.ts";
import { seriesFor } from "../history/match.ts";
import { percent } from "./reasons.ts";
import type { ScalingMetric } from "./replica-load.ts";
import type { SizingContext } from "./sizing-context.ts";

/** A number of replicas and the load that asks for it, in words. */
export interface WantedReplicas {
  readonly replicas: number;
  readonly reason: string;
}

/** The rate of requests, with what one replica serves at the target utilization; undefined where either is not known. */
export function servingRate({
  workload,
  history,
  forecasts,
  policy,
  serving,
}: SizingContext): ScalingMetric | undefined {
  const { requestsPerSecondPerReplica: rate } = serving;
  const series = seriesFor(history, workload, undefined, "requests");
  if (rate === undefined || series === undefined) return undefined;
  const forecast = forecasts(series, policy.cpu.quantile);
  if (forecast.model === undefined) return undefined;
  return { series, forecast, point: rate * policy.targetUtilization };
}

/** The replicas that the forecast rate of requests needs. */
export function servedReplicas(context: SizingContext): WantedReplicas | undefined {
  const metric = servingRate(context);
  const rate = context.serving.requestsPerSecondPerReplica;
  if (metric === undefined || rate === undefined) return undefined;
  const { quantile } = context.policy.cpu;
  const upper = peakDemand(metric.forecast, metric.series, quantile);
  const reason = `${percent(quantile)} of the time up to ${round(upper)} requests/s; one replica serves ${rate} at most, ${percent(context.policy.targetUtilization)} of it as a rule.`;
  return { replicas: wholeReplicas(upper / metric.point), reason };
}

/** Rounded up, but not for an error in the last digits; one at least. */
export function wholeReplicas(count: number): number {
  return Math.max(1, Math.ceil(count - 1e-9));
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

import { peakDemand } from "../forecast/demand.ts";
import type { Forecast } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";
import { roundUpReadable } from "../quantity/round.ts";
import type { SizingPolicy } from "../workload/resource-plan.ts";
import { confidenceOf } from "./confidence.ts";
import { demandReason } from "./reason.ts";
import { policyOf } from "./size-resource.ts";
import { targetOf } from "./target.ts";
import { highest } from "./usage.ts";

/** Request and limit for a series alone, as if one replica used all of it. Amounts in base units. */
export interface SeriesSizing {
  /** The bare quantile. */
  readonly demand: number | null;
  /** With margin, floor and rounding; null where the history is too short. */
  readonly request: number | null;
  /** Null where the policy sets none. */
  readonly limit: number | null;
  readonly confidence: number;
  readonly model: string | null;
  readonly reason: string;
  readonly samples: number;
}

export function sizeSeries(series: Series, forecast: Forecast, sizing: SizingPolicy): SeriesSizing {
  const { resource, samples } = series;
  const policy = policyOf(sizing, resource);
  const demand = peakDemand(forecast, series, policy.quantile);
  if (forecast.model === undefined || !Number.isFinite(demand)) {
    return { demand: null, request: null, limit: null, confidence: 0, model: null, reason: forecast.reason, samples };
  }
  const peak = resource === "memory" && policy.limit === "equal" ? highest(series.max) : 0;
  const target = targetOf(demand, resource === "cpu" || resource === "memory" ? policy : { ...policy, floor: 0 }, {
    peak,
    scaling: 0,
  });
  const request = roundUpReadable(resource, target).amount;
  return {
    demand,
    request,
    limit: policy.limit === "equal" ? request : null,
    confidence: confidenceOf(series, forecast),
    model: forecast.model,
    reason: demandReason({ resource, demand, peak, series, forecast, replicas: 1, share: 1, policy }),
    samples,
  };
}

import type { Forecast } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";
import type { SizingPolicy } from "../workload/resource-plan.ts";
import { confidenceOf } from "./confidence.ts";
import { upperDemand } from "./demand.ts";
import { needOf } from "./need.ts";
import { demandSentence, marginSentence } from "./reasons.ts";
import { isLoad, policyFor } from "./resource-policy.ts";
import { highest } from "./usage.ts";

/** What one series alone recommends, without a manifest to compare with. Amounts in base units. */
export interface SeriesSizing {
  /** The bare upper quantile over the horizon; null without enough history. */
  readonly demand: number | null;
  /** With margin, floor and rounding; null without enough history, and for what is no resource of a container. */
  readonly request: number | null;
  /** Null where the policy sets none. */
  readonly limit: number | null;
  /** 0–1. */
  readonly confidence: number;
  /** Null without enough history. */
  readonly model: string | null;
  readonly reason: string;
  /** Usable samples it rests on. */
  readonly samples: number;
}

/** Sizes a series as if it were the use of one container with one replica. */
export function sizeSeries(series: Series, forecast: Forecast, policy: SizingPolicy): SeriesSizing {
  const own = policyFor(policy, series.resource);
  const demand = upperDemand(series, forecast, own.quantile);
  const { model = null, samples } = forecast;
  const confidence = confidenceOf(series, forecast, policy.minimumHistorySeconds, false);
  if (demand === undefined) {
    return { demand: null, request: null, limit: null, confidence, model, reason: forecast.reason, samples };
  }
  const need = needOf(series.resource, own, demand, highest(series.max));
  const basis = demandSentence(series, forecast, need, undefined);
  if (isLoad(series.resource)) {
    const reason = `${basis} That is no resource that a container requests.`;
    return { demand, request: null, limit: null, confidence, model, reason, samples };
  }
  return {
    demand,
    request: need.target.amount,
    // CPU is compressible: a limit where there is none would only slow the container down.
    limit: own.limit === "equal" && series.resource !== "cpu" ? need.target.amount : null,
    confidence,
    model,
    reason: `${basis} ${marginSentence(series, need, own)}`,
    samples,
  };
}

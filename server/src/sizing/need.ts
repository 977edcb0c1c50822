import { peakDemand } from "../forecast/demand.ts";
import type { Forecast } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";
import { type ReadableAmount, roundUpReadable } from "../quantity/round.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import { isCompressible } from "./resource-policy.ts";

/** What a series says that one replica should ask for, in base units. */
export interface Need {
  /** The bare upper quantile over the horizon. */
  readonly demand: number;
  /** The highest use seen. */
  readonly peak: number;
  /** The highest use with the policy's margin: what a limit on a resource that is not compressible must allow. */
  readonly safe: number;
  /** What the request may not be below, margin and rounding apart. */
  readonly least: number;
  /** The request to aim for. */
  readonly target: ReadableAmount;
  /** What decided the target. */
  readonly decisive: "demand" | "peak" | "floor";
}

/** A forecast's last digits are noise: half a core and a billionth is half a core, and not the next step above it. */
const numericalNoise = 1e-8;

/** `part` is what of the series falls to one replica. Undefined where there is no forecast to rest on. */
export function needOf(
  series: Series,
  forecast: Forecast,
  policy: ResourcePolicy,
  part: (value: number) => number = (value) => value,
): Need | undefined {
  const demand = part(peakDemand(forecast, series, policy.quantile));
  if (forecast.model === undefined || !Number.isFinite(demand)) return undefined;
  const peak = part(highest(series.max));
  const safe = peak * (1 + policy.margin);
  // Where the limit is the request, the request alone must keep the container from being killed at its peak.
  const isKilledAtRequest = policy.limit === "equal" && !isCompressible(series.resource);
  const least = Math.max(0, isKilledAtRequest ? Math.max(demand, safe) : demand);
  const wanted = Math.max(demand * (1 + policy.margin), least, policy.floor);
  const decisive = wanted === policy.floor ? "floor" : wanted === safe && isKilledAtRequest ? "peak" : "demand";
  const target = roundUpReadable(series.resource, wanted * (1 - numericalNoise));
  return { demand: Math.max(0, demand), peak, safe, least, target, decisive };
}

/** NaN where every step is a gap. */
export function highest(values: Float64Array): number {
  let most = Number.NaN;
  for (const value of values) if (!(value <= most) && !Number.isNaN(value)) most = value;
  return most;
}

import { type ReadableAmount, roundUpReadable } from "../quantity/round.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import type { ResourceName } from "../workload/workload.ts";
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

/** What one replica should ask for, from the forecast's quantile and the highest use seen. */
export function needOf(resource: ResourceName, policy: ResourcePolicy, demand: number, peak: number): Need {
  const safe = peak * (1 + policy.margin);
  // Where the limit is the request, the request alone must keep the container from being killed at its peak.
  const isKilledAtRequest = policy.limit === "equal" && !isCompressible(resource);
  const least = isKilledAtRequest ? Math.max(demand, safe) : demand;
  const wanted = Math.max(demand * (1 + policy.margin), least, policy.floor);
  const decisive = wanted === policy.floor ? "floor" : wanted === safe && isKilledAtRequest ? "peak" : "demand";
  const target = roundUpReadable(resource, wanted * (1 - numericalNoise));
  return { demand, peak, safe, least, target, decisive };
}

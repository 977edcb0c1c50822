import { formatDuration } from "../quantity/duration.ts";
import { describeAmount, isBytes } from "../quantity/round.ts";
import { policyFor } from "../sizing/resource-policy.ts";
import type { Inventory } from "../workload/inventory.ts";
import { sizingPolicyOf } from "../workload/lookup.ts";
import type { ResourceName, Workload } from "../workload/workload.ts";

/** `−82 %`, `+175 %`: how far `after` is from `before`; empty where there was nothing before. */
export function percentChange(before: number, after: number): string {
  if (!(before > 0)) return "";
  const percent = Math.round((after / before - 1) * 100);
  return `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %`;
}

/** `p95`, `p99.9`: a quantile as people call it. */
export function quantileName(quantile: number): string {
  return `p${Number((quantile * 100).toFixed(2))}`;
}

/** `p95 over 7d`: what a demand of this workload's resource means. */
export function demandBasis(inventory: Inventory, workload: Workload, resource: ResourceName): string {
  const { quantile } = policyFor(sizingPolicyOf(inventory.resourcePlan, workload), resource);
  return `${quantileName(quantile)} over ${formatDuration(inventory.resourcePlan.forecast.horizonSeconds)}`;
}

/** `2 cores`, `350m`, `1.2Gi`, `3 nvidia.com/gpu`: an amount that says by itself of what it is. */
export function amountInWords(resource: ResourceName, amount: number): string {
  const text = describeAmount(resource, amount);
  if (!/\d$/.test(text)) return text;
  const unit = resource === "cpu" ? "core" : isBytes(resource) ? "byte" : "";
  return unit === "" ? `${text} ${resource}` : `${text} ${text === "1" ? unit : `${unit}s`}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

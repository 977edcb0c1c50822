import type { ResourcePolicy } from "../workload/resource-plan.ts";

/** Above what a value must stand, whatever its quantile says; base units. */
export interface Floors {
  /** Highest use seen: what is below it has been exceeded already. Only for resources that cannot be compressed. */
  readonly peak: number;
  /** Under an autoscaler: below it the restated target would leave no room. */
  readonly scaling: number;
}

/** The request that a demand asks for by the policy, before rounding: quantile, margin, floor. In base units. */
export function targetOf(demand: number, policy: ResourcePolicy, floors: Floors): number {
  return Math.max(demand * (1 + policy.margin), policy.floor, floors.peak, floors.scaling);
}

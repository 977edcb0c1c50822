import type { PodShape } from "../allocation/allocation.ts";
import type { WorkloadSizing } from "../sizing/recommendation.ts";
import type { Inventory } from "../workload/inventory.ts";
import { priorityOf } from "../workload/lookup.ts";
import type { Workload } from "../workload/workload.ts";

/** A workload with the values that were sized for it. */
export interface SizedWorkload {
  readonly workload: Workload;
  readonly sizing: WorkloadSizing;
}

/** The pods to place: by the recommended values, or by today's to compare with. */
export function podShapes(
  { resourcePlan }: Inventory,
  sized: readonly SizedWorkload[],
  values: "recommended" | "current",
): readonly PodShape[] {
  return sized.map(({ workload, sizing }) => ({
    workload: workload.id,
    // What is scaled by its load runs the same number whatever it requests; only a number that would be written differs.
    count: values === "current" && sizing.replicas.write ? sizing.replicas.current : sizing.replicas.recommended,
    requests: values === "recommended" ? sizing.podRequests : sizing.currentPodRequests,
    constraints: workload.constraints,
    priority: priorityOf(resourcePlan, workload),
    perNode: workload.perNode,
  }));
}

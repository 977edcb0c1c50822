import type { Autoscaler, Inventory } from "./inventory.ts";
import type { ResourcePlan, SizingPolicy, WorkloadException } from "./resource-plan.ts";
import type { Workload } from "./workload.ts";

/** The HorizontalPodAutoscaler that sets a workload's number of pods; the first where several claim it. */
export function autoscalerOf(inventory: Inventory, workload: Workload): Autoscaler | undefined {
  return inventory.autoscalers.find(({ target }) => target === workload.id);
}

/** What the ResourcePlan says about this workload alone. */
export function exceptionOf(plan: ResourcePlan, workload: Workload): WorkloadException | undefined {
  return plan.exceptions.find(({ ref }) => ref === workload.id);
}

/** The sizing that governs a workload: its own exception's, or the plan's. */
export function sizingPolicyOf(plan: ResourcePlan, workload: Workload): SizingPolicy {
  return exceptionOf(plan, workload)?.sizing ?? plan.sizing;
}

/** The priority by which a workload is served when supply is short: its exception's, or the pods' own. */
export function priorityOf(plan: ResourcePlan, workload: Workload): number {
  return exceptionOf(plan, workload)?.priority ?? workload.priority;
}

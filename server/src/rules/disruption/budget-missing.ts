import { budgetsOf } from "../relations.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";
import { fewestPods } from "./expected-pods.ts";

/**
 * Replicas that no PodDisruptionBudget covers: a drain may evict all of them at once. Off by default: a rolling drain
 * waits for replacements in many clusters anyway. `replicas` is the number from which a budget is asked for.
 */
export const budgetMissing: Rule = {
  code: "disruption/budget-missing",
  severity: "information",
  summary: "No PodDisruptionBudget covers a workload's pods",
  off: true,
  parameters: { replicas: 1 },
  find: (context) => {
    const { workload, inventory, document } = context;
    if (workload === undefined || document.broken) return [];
    if (workload.kind !== "Deployment" && workload.kind !== "StatefulSet") return [];
    const fewest = Number(parameterOf(context, budgetMissing, "replicas"));
    if (fewestPods(inventory, workload) < fewest || budgetsOf(inventory, workload).length > 0) return [];
    const message = `No PodDisruptionBudget covers the pods of ${workload.kind} ${workload.name}.`;
    return [findingAt(context, budgetMissing, { span: workload.nameSpan }, message)];
  },
};

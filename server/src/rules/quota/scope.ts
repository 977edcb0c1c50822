import { child, numberOf } from "../../workload/field.ts";
import type { Quota, QuotaScope } from "../../workload/inventory.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import type { Workload } from "../../workload/workload.ts";

/**
 * Whether a quota counts a workload's pods. Of a scope that is about anything else than the pods' manifest nothing is
 * known, and it counts none. Source: Kubernetes `pkg/quota/v1/evaluator/core/pods.go`, `podMatchesScopeFunc`.
 */
export function isInScope({ scopes }: Quota, workload: Workload): boolean {
  return scopes.every((scope) => holds(scope, workload));
}

function holds(scope: QuotaScope, workload: Workload): boolean {
  switch (scope.name) {
    case "BestEffort":
      return workload.qosClass === "BestEffort";
    case "NotBestEffort":
      return workload.qosClass !== "BestEffort";
    case "Terminating":
      return isTerminating(workload);
    case "NotTerminating":
      return !isTerminating(workload);
    case "PriorityClass":
      return isOfClass(scope, workload.priorityClassName ?? "");
    default:
      return false;
  }
}

/** Pods that are ended at a time that is set beforehand. */
function isTerminating(workload: Workload): boolean {
  return numberOf(child(podSpecOf(workload), "activeDeadlineSeconds")) !== undefined;
}

function isOfClass({ operator, values }: QuotaScope, name: string): boolean {
  if (operator === "Exists") return name !== "";
  if (operator === "DoesNotExist") return name === "";
  if (operator === "In") return values.includes(name);
  return operator === "NotIn" && !values.includes(name);
}

import { child, numberOf } from "../../workload/field.ts";
import type { Inventory, Quota, QuotaScope } from "../../workload/inventory.ts";
import { defaultedAmount } from "../../workload/limit-range.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import type { Workload } from "../../workload/workload.ts";
import { limitRangesOf } from "../relations.ts";

/**
 * Whether a quota counts a workload's pods. Of a scope that is about anything else than the pods' manifest nothing is
 * known, and it counts none. Source: Kubernetes `pkg/quota/v1/evaluator/core/pods.go`, `podMatchesScopeFunc`.
 */
export function isInScope(inventory: Inventory, { scopes }: Quota, workload: Workload): boolean {
  return scopes.every((scope) => holds(inventory, scope, workload));
}

function holds(inventory: Inventory, scope: QuotaScope, workload: Workload): boolean {
  switch (scope.name) {
    case "BestEffort":
      return isBestEffort(inventory, workload);
    case "NotBestEffort":
      return !isBestEffort(inventory, workload);
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

/** After the defaults of the namespace's LimitRanges, by which a pod that says nothing may still get a request. */
function isBestEffort(inventory: Inventory, workload: Workload): boolean {
  if (workload.qosClass !== "BestEffort") return false;
  const ranges = limitRangesOf(inventory, workload);
  return workload.containers.every((container) =>
    ["cpu", "memory"].every((resource) => {
      const { request = 0, limit = 0 } = defaultedAmount(container, resource, ranges);
      return request <= 0 && limit <= 0;
    }),
  );
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

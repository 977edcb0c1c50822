import { child, rootField } from "../../workload/field.ts";
import { nameSpanOf } from "../../workload/name-span.ts";
import { fixOf } from "../fix.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A budget that does not say what becomes of pods that are not ready. By default they count as needed, so that a
 * deployment that cannot start keeps its nodes from being drained. Off by default.
 */
export const unhealthyPods: Rule = {
  code: "disruption/unhealthy-pods",
  severity: "hint",
  summary: "A PodDisruptionBudget keeps pods that are not ready",
  off: true,
  find: (context) => {
    const { document, inventory } = context;
    const policy = child(rootField(document), "spec", "unhealthyPodEvictionPolicy");
    if (document.broken || policy.node !== undefined) return [];
    return (indexOf(inventory).budgets.get(document) ?? []).map(() => {
      const fix = fixOf(context, "Set unhealthyPodEvictionPolicy to AlwaysAllow", [
        { document, path: policy.path, scalar: "AlwaysAllow" },
      ]);
      const message =
        "Pods that are not ready cannot be evicted either, unless unhealthyPodEvictionPolicy is AlwaysAllow.";
      return findingAt(context, unhealthyPods, { span: nameSpanOf(document), fix }, message);
    });
  },
};

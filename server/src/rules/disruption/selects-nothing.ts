import { child, rootField } from "../../workload/field.ts";
import { nameSpanOf } from "../../workload/name-span.ts";
import { indexOf } from "../inventory-index.ts";
import { coveredBy, workloadsBeside } from "../relations.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A budget whose selector covers no pods of its namespace, while there are workloads in its own file or folder: it
 * protects nothing, and the pods it was meant for are evicted together.
 */
export const budgetSelectsNothing: Rule = {
  code: "disruption/selects-nothing",
  severity: "warning",
  summary: "A PodDisruptionBudget covers no pods",
  find: (context) => {
    const { document, inventory } = context;
    return (indexOf(inventory).budgets.get(document) ?? []).flatMap((budget) => {
      const field = child(rootField(document), "spec", "selector");
      const isKnown = workloadsBeside(inventory, document).some(({ podLabels }) => Object.keys(podLabels).length > 0);
      if (document.broken || !isKnown || coveredBy(inventory, budget).length > 0) return [];
      const span = field.keySpan ?? nameSpanOf(document);
      const message = `No workload in namespace ${document.namespace} has pods with these labels: this budget covers nothing.`;
      return [findingAt(context, budgetSelectsNothing, { span }, message)];
    });
  },
};

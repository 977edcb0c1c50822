import { nameSpanOf } from "../../workload/name-span.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A budget with neither `minAvailable` nor `maxUnavailable`, which protects nothing, or with both, which the API server
 * rejects.
 */
export const noPolicy: Rule = {
  code: "disruption/no-policy",
  severity: "warning",
  summary: "A PodDisruptionBudget does not say how many pods may go, or says it twice",
  find: (context) => {
    const { document } = context;
    return (indexOf(context.inventory).budgets.get(document) ?? []).flatMap(({ minAvailable, maxUnavailable }) => {
      if (minAvailable !== undefined && maxUnavailable !== undefined) {
        const message = "A budget has either minAvailable or maxUnavailable, not both.";
        const span = maxUnavailable.span ?? nameSpanOf(document);
        return [findingAt(context, noPolicy, { span, severity: "error" }, message)];
      }
      if (minAvailable !== undefined || maxUnavailable !== undefined || document.broken) return [];
      const message = "Without minAvailable or maxUnavailable this budget protects nothing.";
      return [findingAt(context, noPolicy, { span: nameSpanOf(document) }, message)];
    });
  },
};

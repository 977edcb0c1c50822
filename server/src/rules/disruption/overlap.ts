import { nameSpanOf } from "../../workload/name-span.ts";
import { indexOf } from "../inventory-index.ts";
import { budgetsOf, coveredBy } from "../relations.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * Two budgets that cover the same pods. The eviction API refuses such pods altogether, so their nodes cannot be
 * drained, however much both budgets allow.
 */
export const budgetOverlap: Rule = {
  code: "disruption/overlap",
  severity: "warning",
  summary: "Two PodDisruptionBudgets cover the same pods",
  find: (context) => {
    const { document, inventory } = context;
    return (indexOf(inventory).budgets.get(document) ?? []).flatMap((budget) => {
      const covered = coveredBy(inventory, budget);
      const workload = covered.find((each) => budgetsOf(inventory, each).some(({ name }) => name !== budget.name));
      const other = workload && budgetsOf(inventory, workload).find(({ name }) => name !== budget.name);
      if (workload === undefined || other === undefined) return [];
      const related = [
        { file: other.document.file, span: nameSpanOf(other.document), message: "The other budget" },
        { file: workload.document.file, span: workload.nameSpan, message: "Covered by both" },
      ];
      const message = `Budget ${other.name} covers the pods of ${workload.kind} ${workload.name} too: Kubernetes evicts no pod that two budgets cover.`;
      return [findingAt(context, budgetOverlap, { span: nameSpanOf(document), related }, message)];
    });
  },
};

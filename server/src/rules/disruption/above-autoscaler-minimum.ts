import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule } from "../rule.ts";
import { keepFewer, keptPods } from "./expected-pods.ts";

/**
 * A budget that keeps more pods than the autoscaler's minimum: with little load no pod can be evicted, nodes cannot be
 * drained, and clusters are neither upgraded nor made smaller.
 */
export const aboveAutoscalerMinimum: Rule = {
  code: "disruption/above-autoscaler-minimum",
  severity: "warning",
  summary: "A PodDisruptionBudget keeps more pods than its autoscaler's minimum",
  find: (context) =>
    (indexOf(context.inventory).budgets.get(context.document) ?? []).flatMap((budget) => {
      const span = budget.minAvailable?.span;
      const known = keptPods(context.inventory, budget);
      const scaler = known?.autoscalers.find(({ minReplicas }) => minReplicas.span !== undefined);
      if (span === undefined || known === undefined || scaler?.minReplicas.span === undefined) return [];
      if (known.kept <= known.total) return [];
      const message = `minAvailable keeps ${known.kept} pods, and HorizontalPodAutoscaler ${scaler.name} goes down to ${scaler.minReplicas.value}: then none can be evicted.`;
      const related = [{ file: scaler.document.file, span: scaler.minReplicas.span, message: "The minimum" }];
      const fix = keepFewer(context, budget, known.total - 1);
      return [findingAt(context, aboveAutoscalerMinimum, { span, related, fix }, message)];
    }),
};

import { countedOf } from "../../workload/count-or-share.ts";
import { indexOf } from "../inventory-index.ts";
import { autoscalersOf, coveredBy } from "../relations.ts";
import { findingAt, type Rule } from "../rule.ts";
import { fewestPods } from "./expected-pods.ts";

/**
 * A budget that keeps as many pods as the autoscaler's minimum: while there is little load no pod can be evicted, and
 * it is then that clusters are upgraded and made smaller.
 */
export const noneAtMinimum: Rule = {
  code: "disruption/none-at-minimum",
  severity: "information",
  summary: "A PodDisruptionBudget lets no pod go while its autoscaler is at the minimum",
  find: (context) =>
    (indexOf(context.inventory).budgets.get(context.document) ?? []).flatMap((budget) => {
      const span = budget.minAvailable?.span;
      const value = budget.minAvailable?.value;
      const [workload, ...others] = coveredBy(context.inventory, budget);
      if (span === undefined || value === undefined || workload === undefined || others.length > 0) return [];
      const [scaler] = autoscalersOf(context.inventory, workload);
      const fewest = fewestPods(context.inventory, workload);
      if (scaler === undefined || value === "100%" || countedOf(value, fewest, "up") !== fewest) return [];
      const message = `While HorizontalPodAutoscaler ${scaler.name} is at its minimum of ${fewest}, no pod can be evicted: raise minReplicas, or keep fewer.`;
      return [findingAt(context, noneAtMinimum, { span }, message)];
    }),
};

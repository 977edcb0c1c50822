import type { Finding, Fix } from "../../document/finding.ts";
import { countedOf } from "../../workload/count-or-share.ts";
import type { DisruptionBudget, Located } from "../../workload/inventory.ts";
import { suggestionOf } from "../fix.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { keepFewer, keptPods } from "./expected-pods.ts";

/**
 * A budget that lets no pod go: nodes cannot be drained, so upgrades of the cluster and scaling down stop at them.
 * Shares are rounded up, as the disruption controller does, both of what must stay and of what may go.
 */
export const noneAllowed: Rule = {
  code: "disruption/none-allowed",
  severity: "warning",
  summary: "A PodDisruptionBudget lets no pod be evicted",
  find: (context) =>
    (indexOf(context.inventory).budgets.get(context.document) ?? []).flatMap((budget) => [
      ...judgeMost(context, budget.maxUnavailable),
      ...judgeLeast(context, budget),
    ]),
};

function judgeMost(context: RuleContext, most: Located<number | string> | undefined): readonly Finding[] {
  if (most?.span === undefined || countedOf(most.value, 100, "up") !== 0) return [];
  const message = `maxUnavailable of ${most.value} lets no pod be evicted: nodes that run them cannot be drained.`;
  const change = { document: context.document, path: most.path, scalar: "1" };
  const fix = suggestionOf(context, "Set maxUnavailable to 1", [change]);
  return [findingAt(context, noneAllowed, { span: most.span, fix }, message)];
}

function judgeLeast(context: RuleContext, budget: DisruptionBudget): readonly Finding[] {
  const { minAvailable: least } = budget;
  if (least?.span === undefined) return [];
  const say = (message: string, fix?: Fix): readonly Finding[] => [
    findingAt(context, noneAllowed, { span: least.span ?? context.document.span, fix }, message),
  ];
  if (typeof least.value === "string" && (countedOf(least.value, 100, "up") ?? 0) >= 100)
    return say(`minAvailable of ${least.value} lets no pod be evicted: nodes that run them cannot be drained.`);
  const known = keptPods(context.inventory, budget);
  if (known === undefined) return [];
  const { kept, total, autoscalers } = known;
  // A written minimum is compared by `disruption/above-autoscaler-minimum`.
  if (autoscalers.some(({ minReplicas }) => minReplicas.span !== undefined)) return [];
  const isScaled = autoscalers.length > 0;
  if (isScaled ? kept <= total : kept < total) return [];
  const has = isScaled ? `may be only ${total}` : `${total === 1 ? "is" : "are"} ${total}`;
  return say(
    `minAvailable keeps ${kept} ${kept === 1 ? "pod" : "pods"} and there ${has}: none can be evicted, and nodes cannot be drained.`,
    keepFewer(context, budget, total - 1),
  );
}

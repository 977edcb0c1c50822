import type { Finding } from "../document/finding.ts";
import { nodeAt } from "../document/locate.ts";
import type { Span } from "../document/span.ts";
import { indexOf } from "./inventory-index.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";

/**
 * An upper bound of replicas below what the forecast load needs: at the peak the autoscaler stops short and requests
 * queue. There is no fix: how much a peak may cost is for people to say.
 *
 * ```yaml
 * maxReplicas: 10   # the forecast peak needs 14
 * ```
 */
export const autoscalerCeiling: Rule = {
  code: "plan/autoscaler-ceiling",
  severity: "warning",
  summary: "The largest number of replicas allowed is below what the forecast load needs",
  find: (context): readonly Finding[] => [...ofAutoscalers(context), ...ofOwnBounds(context)],
};

function ofAutoscalers(context: RuleContext): readonly Finding[] {
  const { autoscalers } = indexOf(context.inventory);
  return (autoscalers.get(context.document) ?? []).flatMap(({ target, nameSpan, maxReplicas }) =>
    judge(context, target, maxReplicas.value, maxReplicas.span ?? nameSpan),
  );
}

/** A KServe component carries its bounds itself, beside each other. */
function ofOwnBounds(context: RuleContext): readonly Finding[] {
  const { workload, document } = context;
  const { bounds, path } = workload?.replicas ?? {};
  if (workload === undefined || bounds === undefined || path === undefined) return [];
  const written = nodeAt(document.root, [...path.slice(0, -1), "maxReplicas"]);
  return judge(context, workload.id, bounds.max, written?.span ?? workload.nameSpan);
}

function judge(context: RuleContext, target: string, max: number, span: Span): readonly Finding[] {
  const needed = context.advice?.sizings.get(target)?.replicas.needed;
  if (needed === undefined || needed <= max) return [];
  const message = `The forecast peak needs ${needed} replicas of ${target.split("/").at(-1)}; at most ${max} are allowed.`;
  return [{ ...findingAt(context, autoscalerCeiling, { span }, message), workload: target }];
}

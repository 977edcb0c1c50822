import type { Finding } from "../../document/finding.ts";
import type { Autoscaler, Quota } from "../../workload/inventory.ts";
import type { Workload } from "../../workload/workload.ts";
import { indexOf } from "../inventory-index.ts";
import { boundedBy, countedBy, inUse, isAbove, ofOnePod } from "../quota/namespace-use.ts";
import { quotasOf } from "../relations.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { amountInWords } from "../wording.ts";

/**
 * An autoscaler that may ask for more replicas than the namespace's quota has room for beside its other workloads: at
 * the peak the API server refuses the pods beyond, and nothing but missing replicas tells of it.
 */
export const autoscalerBeyondQuota: Rule = {
  code: "autoscaler/beyond-quota",
  severity: "warning",
  summary: "An autoscaler's largest number of replicas does not fit the quota",
  find: (context) => {
    const { autoscalers, byId } = indexOf(context.inventory);
    return (autoscalers.get(context.document) ?? []).flatMap((autoscaler) => {
      const workload = byId.get(autoscaler.target);
      if (workload === undefined || autoscaler.maxReplicas.span === undefined) return [];
      const found = quotasOf(context.inventory, workload).flatMap((quota) =>
        judge(context, autoscaler, workload, quota),
      );
      return found.slice(0, 1);
    });
  },
};

function judge(
  context: RuleContext,
  { maxReplicas }: Autoscaler,
  workload: Workload,
  quota: Quota,
): readonly Finding[] {
  const { inventory } = context;
  if (!countedBy(inventory, quota).includes(workload)) return [];
  return Object.entries(quota.hard).flatMap(([key, { value, source, span }]) => {
    const bounded = boundedBy(key);
    if (bounded === undefined || value === undefined || value < 0 || maxReplicas.span === undefined) return [];
    const used = inUse(inventory, quota, bounded);
    const each = ofOnePod(workload, bounded);
    const atPeak = used + (maxReplicas.value - workload.replicas.value) * each;
    // What does not fit even now the quota's own finding tells.
    if (each <= 0 || isAbove(used, value) || !isAbove(atPeak, value)) return [];
    const fitting = Math.floor((value - used) / each + workload.replicas.value);
    const message = `With ${maxReplicas.value} replicas the namespace needs ${amountInWords(bounded.resource, atPeak)} of ${key}; the quota gives ${source}: ${fitting} fit.`;
    const related = [{ file: quota.document.file, span, message: `ResourceQuota ${quota.name}` }];
    return [findingAt(context, autoscalerBeyondQuota, { span: maxReplicas.span, related }, message)];
  });
}

import type { Finding } from "../document/finding.ts";
import { type AdvisedValue, advisedValues, oncePerScalar } from "./advised-values.ts";
import { highestMemory } from "./memory-limit.ts";
import { recommendedFix } from "./recommended-changes.ts";
import { findingAt, isPlanned, type PlannedContext, type Rule } from "./rule.ts";
import { speakingRule } from "./speaking-rule.ts";
import { amountInWords, demandBasis } from "./wording.ts";

/**
 * A memory limit below what the container has used or is forecast to use. Memory cannot be throttled: at the limit
 * the kernel kills the container (OOM).
 *
 * ```yaml
 * limits: { memory: 1Gi }   # peak 1.1Gi per replica
 * ```
 */
export const memoryLimitBelowPeak: Rule = {
  code: "plan/memory-limit-below-peak",
  severity: "warning",
  summary: "A memory limit is below the use seen or forecast: the container is OOM-killed",
  find: (context): readonly Finding[] => {
    if (!isPlanned(context)) return [];
    const values = advisedValues(context.advice, context.inventory, context.workload);
    return oncePerScalar(values)
      .filter((value) => value.role === "limit" && speakingRule(value, values)?.code === memoryLimitBelowPeak.code)
      .flatMap((value) => judge(context, value) ?? []);
  },
};

function judge(context: PlannedContext, value: AdvisedValue): Finding | undefined {
  const { container, resource, setting, text } = value;
  if (setting?.value === undefined) return undefined;
  const fix = text === undefined ? undefined : recommendedFix(context, container, [resource]);
  // A damped step, or what the largest node can hold, may be less than what is needed.
  const isEnough = (value.recommended ?? 0) >= (highestMemory(value.sizing) ?? 0);
  const remedy = text === undefined ? "" : isEnough ? ` ${text} is needed.` : ` Raise it to ${text} at least.`;
  return findingAt(
    context,
    memoryLimitBelowPeak,
    { span: setting.span, container: container.name, fix },
    `${dangerOf(context, value, setting.value)}${remedy}`,
  );
}

function dangerOf({ inventory, workload }: PlannedContext, { resource, sizing }: AdvisedValue, limit: number): string {
  const { peak = 0, demand = 0 } = sizing;
  const shown = amountInWords(resource, limit);
  return peak > limit
    ? `Was OOM-killed or is about to be: the peak of ${amountInWords(resource, peak)} per replica exceeds the limit of ${shown}.`
    : `Will be OOM-killed: forecast demand is ${amountInWords(resource, demand)} per replica (${demandBasis(inventory, workload, resource)}), above the limit of ${shown}.`;
}

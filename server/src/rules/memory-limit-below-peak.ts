import type { Finding } from "../document/finding.ts";
import { type AdvisedValue, advisedValues, oncePerScalar } from "./advised-values.ts";
import { fixOf } from "./fix.ts";
import { isBelowRequest } from "./limit-below-request.ts";
import { isLimitBelowPeak } from "./memory-limit.ts";
import { recommendedChanges } from "./recommended-changes.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";
import { isSound } from "./sound.ts";
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
    const { advice, inventory, workload } = context;
    if (advice === undefined || workload === undefined) return [];
    return oncePerScalar(advisedValues(advice, inventory, workload))
      .filter(isLimitBelowPeak)
      .flatMap((value) => judge(context, value) ?? []);
  },
};

function judge(context: RuleContext, value: AdvisedValue): Finding | undefined {
  const { container, resource, setting, text } = value;
  const { advice, inventory, workload } = context;
  if (setting === undefined || advice === undefined || workload === undefined) return undefined;
  if (!isSound(resource, setting) || isBelowRequest(container, resource)) return undefined;
  const { changes, title } = recommendedChanges(
    advice,
    inventory,
    workload,
    (name, changed) => name === container.name && changed === resource,
  );
  const fix = text === undefined ? undefined : fixOf(context, title, changes);
  const remedy = text === undefined ? "" : ` ${text} is needed.`;
  return findingAt(
    context,
    memoryLimitBelowPeak,
    { span: setting.span, container: container.name, fix },
    `${dangerOf(context, value)}${remedy}`,
  );
}

function dangerOf({ inventory, workload }: RuleContext, { resource, setting, sizing }: AdvisedValue): string {
  const limit = amountInWords(resource, setting?.value ?? 0);
  const { peak = 0, demand = 0 } = sizing;
  if (peak > (setting?.value ?? 0)) {
    return `Was OOM-killed or is about to be: the peak of ${amountInWords(resource, peak)} per replica exceeds the limit of ${limit}.`;
  }
  const basis = workload === undefined ? "" : ` (${demandBasis(inventory, workload, resource)})`;
  return `Will be OOM-killed: forecast demand is ${amountInWords(resource, demand)} per replica${basis}, above the limit of ${limit}.`;
}

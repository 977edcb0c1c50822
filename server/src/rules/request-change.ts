import type { Finding } from "../document/finding.ts";
import { sizingPolicyOf } from "../workload/lookup.ts";
import { type AdvisedValue, advisedValues, oncePerScalar } from "./advised-values.ts";
import { recommendedFix } from "./recommended-changes.ts";
import { findingAt, isPlanned, type PlannedContext, type Rule, type RuleContext } from "./rule.ts";
import { speakingRule } from "./speaking-rule.ts";
import { amountInWords, demandBasis, percentChange } from "./wording.ts";

/** Findings on the written requests of which a rule speaks, each with the fix that the plan recommends. */
export function requestChanges(context: RuleContext, rule: Pick<Rule, "code" | "severity">): readonly Finding[] {
  if (!isPlanned(context)) return [];
  const values = advisedValues(context.advice, context.inventory, context.workload);
  return oncePerScalar(values).flatMap((value) => {
    const { role, setting, recommended, container, resource } = value;
    if (role !== "request" || setting?.value === undefined || recommended === null) return [];
    if (speakingRule(value, values)?.code !== rule.code) return [];
    const fix = recommendedFix(context, container, [resource]);
    const message = messageOf(context, value, setting.value, recommended);
    return [findingAt(context, rule, { span: setting.span, container: container.name, fix }, message)];
  });
}

function messageOf(
  { inventory, workload }: PlannedContext,
  { resource, sizing, text }: AdvisedValue,
  written: number,
  recommended: number,
): string {
  const { adjustment } = sizingPolicyOf(inventory.resourcePlan, workload);
  const demand =
    sizing.demand === undefined
      ? ""
      : ` forecast demand is ${amountInWords(resource, sizing.demand)} per replica (${demandBasis(inventory, workload, resource)}).`;
  const verdict = recommended < written ? "enough" : "needed";
  const step = adjustment < 1 ? `The next step is ${text}` : `${text} is ${verdict}`;
  return `Requests ${amountInWords(resource, written)};${demand} ${step}: ${percentChange(written, recommended)}.`;
}

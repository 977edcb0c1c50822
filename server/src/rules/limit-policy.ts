import type { Finding } from "../document/finding.ts";
import { type AdvisedValue, advisedValues, oncePerScalar } from "./advised-values.ts";
import { recommendedFix } from "./recommended-changes.ts";
import { findingAt, isPlanned, type PlannedContext, type Rule } from "./rule.ts";
import { speakingRule } from "./speaking-rule.ts";
import { amountInWords, percentChange } from "./wording.ts";

/**
 * A limit that is not what the sizing policy makes of its request, while the request itself may stay: further above
 * it than the policy wants, so that nodes are promised more than they have, or with less room above the highest use
 * than the policy's margin.
 *
 * ```yaml
 * requests: { memory: 1Gi }
 * limits: { memory: 4Gi }   # policy `limit: equal`: 1Gi
 * ```
 */
export const limitPolicy: Rule = {
  code: "plan/limit-policy",
  severity: "information",
  summary: "A limit is not what the sizing policy makes of its request",
  find: (context): readonly Finding[] => {
    if (!isPlanned(context)) return [];
    const values = advisedValues(context.advice, context.inventory, context.workload);
    return oncePerScalar(values)
      .filter((value) => value.role === "limit" && speakingRule(value, values)?.code === limitPolicy.code)
      .flatMap((value) => judge(context, value) ?? []);
  },
};

function judge(context: PlannedContext, value: AdvisedValue): Finding | undefined {
  const { container, resource, setting, recommended, text, sizing } = value;
  if (setting?.value === undefined || recommended === null) return undefined;
  const why =
    recommended < setting.value
      ? "The sizing policy keeps it nearer to the request"
      : `The highest use is ${amountInWords(resource, sizing.peak ?? 0)} per replica, and the sizing policy adds a margin`;
  return findingAt(
    context,
    limitPolicy,
    { span: setting.span, container: container.name, fix: recommendedFix(context, container, [resource]) },
    `Limits ${resource} to ${amountInWords(resource, setting.value)}. ${why}: ${text}, ${percentChange(setting.value, recommended)}.`,
  );
}

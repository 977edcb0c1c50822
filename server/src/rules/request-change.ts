import type { Finding } from "../document/finding.ts";
import { sizingPolicyOf } from "../workload/lookup.ts";
import { type AdvisedValue, advisedValues, oncePerScalar } from "./advised-values.ts";
import { isBelowRequest } from "./limit-below-request.ts";
import { isLimitBelowPeak } from "./memory-limit.ts";
import { recommendedFix } from "./recommended-changes.ts";
import { findingAt, isPlanned, type PlannedContext, type Rule, type RuleContext } from "./rule.ts";
import { isSound } from "./sound.ts";
import { amountInWords, demandBasis, percentChange } from "./wording.ts";

/** Findings on the written requests that the plan would change in the direction asked for, each with the fix that does it. */
export function requestChanges(
  context: RuleContext,
  rule: Pick<Rule, "code" | "severity">,
  isDirection: (written: number, recommended: number) => boolean,
): readonly Finding[] {
  if (!isPlanned(context)) return [];
  const values = advisedValues(context.advice, context.inventory, context.workload);
  return oncePerScalar(values).flatMap((value) => {
    const { role, setting, text, recommended, container, resource } = value;
    if (role !== "request" || setting?.value === undefined || text === undefined || recommended === null) return [];
    if (!isDirection(setting.value, recommended) || isReportedOtherwise(value, values)) return [];
    const fix = recommendedFix(context, container, [resource]);
    const message = messageOf(context, value, setting.value, recommended);
    return [findingAt(context, rule, { span: setting.span, container: container.name, fix }, message)];
  });
}

/** A value that is wrong in itself, or whose limit kills the container, is reported as that, and with the same fix. */
function isReportedOtherwise(value: AdvisedValue, values: readonly AdvisedValue[]): boolean {
  const { container, resource, setting } = value;
  if (setting === undefined || !isSound(resource, setting) || isBelowRequest(container, resource)) return true;
  return values.some(
    (other) => other.container === container && other.resource === resource && isLimitBelowPeak(other),
  );
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

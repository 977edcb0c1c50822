import type { Finding } from "../document/finding.ts";
import { sizingPolicyOf } from "../workload/lookup.ts";
import type { Workload } from "../workload/workload.ts";
import { type AdvisedValue, advisedValues, oncePerScalar } from "./advised-values.ts";
import { fixOf } from "./fix.ts";
import { isBelowRequest } from "./limit-below-request.ts";
import { isLimitBelowPeak } from "./memory-limit.ts";
import { recommendedChanges } from "./recommended-changes.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";
import { isSound } from "./sound.ts";
import { amountInWords, demandBasis, percentChange } from "./wording.ts";

/** Findings on the written requests that the plan would change in the direction asked for, each with the fix that does it. */
export function requestChanges(
  context: RuleContext,
  rule: Pick<Rule, "code" | "severity">,
  isDirection: (written: number, recommended: number) => boolean,
): readonly Finding[] {
  const { advice, inventory, workload } = context;
  if (advice === undefined || workload === undefined) return [];
  const values = advisedValues(advice, inventory, workload);
  return oncePerScalar(values).flatMap((value) => {
    const { role, setting, text, recommended, container, resource } = value;
    if (role !== "request" || setting?.value === undefined || text === undefined || recommended === null) return [];
    if (!isDirection(setting.value, recommended) || isReportedOtherwise(value, values)) return [];
    const { changes, title } = recommendedChanges(
      advice,
      inventory,
      workload,
      (name, changed) => name === container.name && changed === resource,
    );
    const place = { span: setting.span, container: container.name, fix: fixOf(context, title, changes) };
    return [findingAt(context, rule, place, messageOf(context, workload, value, setting.value, recommended, text))];
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
  { inventory }: RuleContext,
  workload: Workload,
  { resource, sizing }: AdvisedValue,
  written: number,
  recommended: number,
  text: string,
): string {
  const { adjustment } = sizingPolicyOf(inventory.resourcePlan, workload);
  const change = percentChange(written, recommended);
  const demand =
    sizing.demand === undefined
      ? ""
      : ` forecast demand is ${amountInWords(resource, sizing.demand)} per replica (${demandBasis(inventory, workload, resource)}).`;
  const verdict =
    adjustment < 1 ? `The next step is ${text}` : `${text} is ${recommended < written ? "enough" : "needed"}`;
  return `Requests ${amountInWords(resource, written)};${demand} ${verdict}: ${change}.`;
}

import type { Finding } from "../../document/finding.ts";
import { boundedAmount } from "../../workload/amounts.ts";
import { type SettingPlace, settingPlaces } from "../quantity-places.ts";
import { findingAt, parameterOf, type Rule, type RuleContext } from "../rule.ts";
import { isSound } from "../sound.ts";

/**
 * A request or limit below or above what a team agreed on. Off by default, and silent until a bound is set; each of the
 * parameters is a quantity, and an empty one sets no bound.
 */
export const outOfBounds: Rule = {
  code: "resources/out-of-bounds",
  severity: "warning",
  summary: "A request or limit is outside of the bounds that were agreed on",
  off: true,
  parameters: {
    cpuRequestMinimum: "",
    cpuRequestMaximum: "",
    cpuLimitMinimum: "",
    cpuLimitMaximum: "",
    memoryRequestMinimum: "",
    memoryRequestMaximum: "",
    memoryLimitMinimum: "",
    memoryLimitMaximum: "",
  },
  find: (context) =>
    (context.workload === undefined ? [] : settingPlaces(context.workload)).flatMap(
      (place) => judge(context, place) ?? [],
    ),
};

function judge(context: RuleContext, place: SettingPlace): Finding | undefined {
  const { resource, role, text, value, span, container, setting } = place;
  if (value === undefined || !isSound(resource, setting)) return undefined;
  const name = `${resource}${role === "request" ? "Request" : "Limit"}`;
  const bound = (side: "Minimum" | "Maximum"): string => String(parameterOf(context, outOfBounds, name + side) ?? "");
  const least = boundedAmount(bound("Minimum"));
  const most = boundedAmount(bound("Maximum"));
  const what = `The ${resource} ${role} of ${text}`;
  if (least !== undefined && value < least)
    return findingAt(context, outOfBounds, { span, container }, `${what} is below the minimum of ${bound("Minimum")}.`);
  if (most !== undefined && value > most)
    return findingAt(context, outOfBounds, { span, container }, `${what} is above the maximum of ${bound("Maximum")}.`);
  return undefined;
}

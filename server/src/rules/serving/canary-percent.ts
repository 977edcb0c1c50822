import { child, numberOf } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A share of the traffic for the newest revision that is no share: below 0 or above 100 per cent. It is rejected.
 */
export const canaryPercent: Rule = {
  code: "serving/canary-percent",
  severity: "error",
  summary: "An InferenceService's canary gets an impossible share",
  find: (context) => {
    if (context.workload?.kind !== "InferenceService") return [];
    const field = child(podSpecOf(context.workload), "canaryTrafficPercent");
    const value = numberOf(field);
    if (value === undefined || (value >= 0 && value <= 100) || field.node === undefined) return [];
    const message = `canaryTrafficPercent is from 0 to 100, but is ${value}.`;
    return [findingAt(context, canaryPercent, { span: field.node.span }, message)];
  },
};

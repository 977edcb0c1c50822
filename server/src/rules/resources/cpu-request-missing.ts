import type { Rule } from "../rule.ts";
import { missingSettings } from "./missing-settings.ts";

/**
 * A container without a CPU request, and without a limit that would be one. The scheduler counts it as nothing, so nodes
 * fill up until everything on them is slow, and in a shortage of CPU it gets the smallest share.
 *
 * Nothing is said where a LimitRange fills in a request, a VerticalPodAutoscaler sets it, or the plan tells its amount.
 */
export const cpuRequestMissing: Rule = {
  code: "resources/cpu-request-missing",
  severity: "information",
  summary: "A container requests no CPU",
  find: (context) => missingSettings(context, cpuRequestMissing, "cpu", "request"),
};

import type { Rule } from "../rule.ts";
import { missingSettings } from "./missing-settings.ts";

/**
 * A container without a memory request, and without a limit that would be one. The scheduler counts it as nothing, and
 * when its node runs out of memory it is among the first to be evicted.
 *
 * Nothing is said where a LimitRange fills in a request, a VerticalPodAutoscaler sets it, or the plan tells its amount.
 */
export const memoryRequestMissing: Rule = {
  code: "resources/memory-request-missing",
  severity: "information",
  summary: "A container requests no memory",
  find: (context) => missingSettings(context, memoryRequestMissing, "memory", "request"),
};

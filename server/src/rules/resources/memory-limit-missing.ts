import type { Rule } from "../rule.ts";
import { missingSettings } from "./missing-settings.ts";

/**
 * A container without a memory limit. A leak in it takes the memory of its node, and the kernel ends whatever it finds.
 *
 * Nothing is said where a LimitRange fills in a limit.
 */
export const memoryLimitMissing: Rule = {
  code: "resources/memory-limit-missing",
  severity: "information",
  summary: "A container has no memory limit",
  find: (context) => missingSettings(context, memoryLimitMissing, "memory", "limit"),
};

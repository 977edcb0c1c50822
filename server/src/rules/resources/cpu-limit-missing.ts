import type { Rule } from "../rule.ts";
import { missingSettings } from "./missing-settings.ts";

/**
 * A container without a CPU limit. Off by default: CPU is shared by requests, and a limit slows a container down on an
 * idle node too. Turn it on where tenants must not take more than they pay for.
 */
export const cpuLimitMissing: Rule = {
  code: "resources/cpu-limit-missing",
  severity: "information",
  summary: "A container has no CPU limit",
  off: true,
  find: (context) => missingSettings(context, cpuLimitMissing, "cpu", "limit"),
};

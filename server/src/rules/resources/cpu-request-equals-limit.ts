import type { Rule } from "../rule.ts";
import { unequalSettings } from "./request-equals-limit.ts";

/**
 * A CPU request below its limit. Off by default: for teams that want the Guaranteed QoS class or equal speed on every node.
 */
export const cpuRequestEqualsLimit: Rule = {
  code: "resources/cpu-request-equals-limit",
  severity: "information",
  summary: "A CPU request is not its limit",
  off: true,
  find: (context) => unequalSettings(context, cpuRequestEqualsLimit, "cpu"),
};

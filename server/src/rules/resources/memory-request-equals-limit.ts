import type { Rule } from "../rule.ts";
import { unequalSettings } from "./request-equals-limit.ts";

/**
 * A memory request below its limit: what lies between was promised to nobody, and on a full node the pod is evicted for
 * using it. Off by default: for teams that want memory to be certain.
 */
export const memoryRequestEqualsLimit: Rule = {
  code: "resources/memory-request-equals-limit",
  severity: "information",
  summary: "A memory request is not its limit",
  off: true,
  find: (context) => unequalSettings(context, memoryRequestEqualsLimit, "memory"),
};

import type { Rule } from "../rule.ts";
import { unequalSettings } from "./request-equals-limit.ts";

/**
 * A request of ephemeral storage below its limit: what lies between was promised to nobody. Off by default.
 */
export const ephemeralStorageRequestEqualsLimit: Rule = {
  code: "resources/ephemeral-storage-request-equals-limit",
  severity: "information",
  summary: "An ephemeral storage request is not its limit",
  off: true,
  find: (context) => unequalSettings(context, ephemeralStorageRequestEqualsLimit, "ephemeral-storage"),
};

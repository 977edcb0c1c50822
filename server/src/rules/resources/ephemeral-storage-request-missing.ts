import type { Rule } from "../rule.ts";
import { missingSettings } from "./missing-settings.ts";

/**
 * A container without a request of ephemeral storage: logs, scratch files and the writable layer. Nodes whose disk is
 * full evict pods that requested nothing first. Off by default: most containers write next to nothing.
 */
export const ephemeralStorageRequestMissing: Rule = {
  code: "resources/ephemeral-storage-request-missing",
  severity: "information",
  summary: "A container requests no ephemeral storage",
  off: true,
  find: (context) => missingSettings(context, ephemeralStorageRequestMissing, "ephemeral-storage", "request"),
};

import type { Rule } from "../rule.ts";
import { missingSettings } from "./missing-settings.ts";

/**
 * A container without a limit of ephemeral storage: it may fill the disk of its node, and every pod there is evicted.
 * Off by default: most containers write next to nothing.
 */
export const ephemeralStorageLimitMissing: Rule = {
  code: "resources/ephemeral-storage-limit-missing",
  severity: "information",
  summary: "A container has no limit of ephemeral storage",
  off: true,
  find: (context) => missingSettings(context, ephemeralStorageLimitMissing, "ephemeral-storage", "limit"),
};

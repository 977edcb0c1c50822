import type { Finding } from "../document/finding.ts";
import { requestChanges } from "./request-change.ts";
import type { Rule } from "./rule.ts";

/**
 * A request below what the workload is forecast to use: the scheduler packs its nodes too full, and the pods slow
 * each other down or are evicted.
 *
 * ```yaml
 * cpu: 200m   # forecast demand is 480m per replica
 * ```
 */
export const underRequested: Rule = {
  code: "plan/under-requested",
  severity: "warning",
  summary: "A request is below the forecast demand",
  find: (context): readonly Finding[] => requestChanges(context, underRequested),
};

import type { Finding } from "../document/finding.ts";
import { requestChanges } from "./request-change.ts";
import type { Rule } from "./rule.ts";

/**
 * A request far above what the workload is forecast to use: nodes are kept, and paid for, that nothing runs on.
 * Only changes beyond the plan's `minimumChange` are reported.
 *
 * ```yaml
 * cpu: "2"   # forecast demand is 310m per replica: 360m is enough
 * ```
 */
export const overRequested: Rule = {
  code: "plan/over-requested",
  severity: "information",
  summary: "A request is far above the forecast demand",
  find: (context): readonly Finding[] => requestChanges(context, overRequested),
};

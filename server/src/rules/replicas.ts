import type { Finding } from "../document/finding.ts";
import type { Workload } from "../workload/workload.ts";
import type { Advice } from "./advice.ts";
import { fixOf } from "./fix.ts";
import { type Change, findingAt, isPlanned, type Rule } from "./rule.ts";

/**
 * A number of replicas that is not what the forecast load needs, where no autoscaler owns the number and the
 * ResourcePlan says what one replica can serve.
 *
 * ```yaml
 * replicas: 10   # 90 requests/s at 12 per replica and 70 % utilization: 11
 * ```
 */
export const replicas: Rule = {
  code: "plan/replicas",
  severity: "information",
  summary: "The number of replicas is not what the forecast load needs",
  find: (context): readonly Finding[] => {
    if (!isPlanned(context)) return [];
    const { advice, workload } = context;
    return replicaChange(advice, workload).map((change) => {
      const { value, span = workload.nameSpan } = workload.replicas;
      const { recommended = value, reason = "" } = advice.sizings.get(workload.id)?.replicas ?? {};
      const fix = fixOf(context, `Set replicas to ${recommended}`, [change]);
      const severity = recommended > value ? "warning" : "information";
      const verdict = `${recommended} ${recommended === 1 ? "is" : "are"} ${recommended > value ? "needed" : "enough"}`;
      const message = `Runs ${value} ${value === 1 ? "replica" : "replicas"}; ${verdict}. ${reason}`.trim();
      return findingAt(context, replicas, { span, fix, severity }, message);
    });
  },
};

/** What the plan would write as the workload's number of replicas, where it is not written already. */
export function replicaChange(advice: Advice, workload: Workload): readonly Change[] {
  const sizing = advice.sizings.get(workload.id)?.replicas;
  const { path, value } = workload.replicas;
  if (sizing === undefined || !sizing.write || path === undefined || sizing.recommended === value) return [];
  return [{ document: workload.document, path, scalar: String(sizing.recommended) }];
}

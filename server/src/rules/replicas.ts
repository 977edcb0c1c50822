import type { Finding } from "../document/finding.ts";
import { fixOf } from "./fix.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";

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
  find: (context): readonly Finding[] => judge(context),
};

function judge(context: RuleContext): readonly Finding[] {
  const { advice, workload } = context;
  const sizing = workload === undefined ? undefined : advice?.sizings.get(workload.id)?.replicas;
  if (workload?.replicas.path === undefined || sizing === undefined || !sizing.write) return [];
  const { value, path, span = workload.nameSpan } = workload.replicas;
  const { recommended, reason = "" } = sizing;
  if (recommended === value) return [];
  const change = { document: context.document, path, scalar: String(recommended) };
  const fix = fixOf(context, `Set replicas to ${recommended}`, [change]);
  const place = { span, fix, severity: recommended > value ? "warning" : "information" } as const;
  return [
    findingAt(
      context,
      replicas,
      place,
      `Runs ${counted(value)}; ${recommended} are ${recommended > value ? "needed" : "enough"}. ${reason}`.trim(),
    ),
  ];
}

function counted(count: number): string {
  return `${count} ${count === 1 ? "replica" : "replicas"}`;
}

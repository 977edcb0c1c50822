import { fixOf } from "../fix.ts";
import { isScaled } from "../relations.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";
import { isReplicated } from "./replicated.ts";

/**
 * Fewer replicas than a team wants everywhere; where none are written, the API runs one. Off by default: a staging
 * environment, a queue's single consumer and a leader are well with one. Workloads that an autoscaler scales have
 * `autoscaler/too-few-replicas`.
 */
export const tooFewReplicas: Rule = {
  code: "replicas/too-few",
  severity: "warning",
  summary: "A workload runs fewer replicas than agreed on",
  off: true,
  parameters: { minimum: 2 },
  find: (context) => {
    const { workload, inventory, document } = context;
    if (workload === undefined || !isReplicated(workload) || isScaled(inventory, workload)) return [];
    const { value, span, path } = workload.replicas;
    const minimum = Number(parameterOf(context, tooFewReplicas, "minimum"));
    if (value >= minimum || (span === undefined && document.broken)) return [];
    const change = path === undefined ? [] : [{ document, path, scalar: String(minimum) }];
    const fix = fixOf(context, `Set replicas to ${minimum}`, change);
    const written = span === undefined ? "No replicas are written, so one runs" : `Runs ${value}`;
    return [
      findingAt(
        context,
        tooFewReplicas,
        { span: span ?? workload.nameSpan, fix },
        `${written}; at least ${minimum} are agreed on.`,
      ),
    ];
  },
};

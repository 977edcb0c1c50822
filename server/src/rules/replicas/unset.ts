import { isScaled } from "../relations.ts";
import { findingAt, type Rule } from "../rule.ts";
import { isReplicated } from "./replicated.ts";

/**
 * A workload that leaves its number of replicas to the API, which runs one. Off by default: one is often what was
 * meant. Where an autoscaler owns the number, nothing should be written.
 */
export const unsetReplicas: Rule = {
  code: "replicas/unset",
  severity: "hint",
  summary: "The number of replicas is not written",
  off: true,
  find: (context) => {
    const { workload, inventory, document } = context;
    if (workload === undefined || document.broken || !isReplicated(workload)) return [];
    if (workload.replicas.span !== undefined || isScaled(inventory, workload)) return [];
    const message = "No replicas are written: Kubernetes runs one.";
    return [findingAt(context, unsetReplicas, { span: workload.nameSpan }, message)];
  },
};

import type { Workload } from "../../workload/workload.ts";
import { isReplicated } from "../replicas/replicated.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";

/**
 * A workload that may run on every node. Off by default: for clusters in which each workload belongs to a pool.
 * `replicas` is the number from which it is asked for.
 */
export const nodeAffinityMissing: Rule = {
  code: "topology/node-affinity-missing",
  severity: "information",
  summary: "Pods do not say on which nodes they run",
  off: true,
  parameters: { replicas: 1 },
  find: (context) => {
    const { workload, document } = context;
    if (workload === undefined || document.broken || !isReplicated(workload)) return [];
    const isFew = workload.replicas.value < Number(parameterOf(context, nodeAffinityMissing, "replicas"));
    if (isFew || isBound(workload)) return [];
    return [
      findingAt(
        context,
        nodeAffinityMissing,
        { span: workload.nameSpan },
        "No nodeAffinity and no nodeSelector: these pods may run on every node.",
      ),
    ];
  },
};

function isBound({ constraints: { nodeSelector, requiredTerms } }: Workload): boolean {
  return requiredTerms !== undefined || Object.keys(nodeSelector).length > 0;
}

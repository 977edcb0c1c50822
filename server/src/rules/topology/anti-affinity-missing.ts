import { isReplicated } from "../replicas/replicated.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";
import { isKeptApart } from "./anti-affinity.ts";

/**
 * A workload without pod anti-affinity between its own pods on one node: its replicas may all run there, and end with it.
 * Terms for other pods or other topologies do not count. Off by default: the scheduler spreads by itself where it can.
 * `replicas` is the number from which it is asked for.
 */
export const antiAffinityMissing: Rule = {
  code: "topology/anti-affinity-missing",
  severity: "information",
  summary: "Pods are not kept apart",
  off: true,
  parameters: { replicas: 2 },
  find: (context) => {
    const { workload, document } = context;
    if (workload === undefined || document.broken || !isReplicated(workload)) return [];
    const isFew = workload.replicas.value < Number(parameterOf(context, antiAffinityMissing, "replicas"));
    if (isFew || isKeptApart(workload)) return [];
    const message =
      "No podAntiAffinity keeps these pods apart by kubernetes.io/hostname: all replicas may run on one node.";
    return [findingAt(context, antiAffinityMissing, { span: workload.nameSpan }, message)];
  },
};

import { child } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { isReplicated } from "../replicas/replicated.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";

/**
 * A workload without pod anti-affinity: its replicas may all run on one node, and end with it. Off by default: the
 * scheduler spreads by itself where it can. `replicas` is the number from which it is asked for.
 */
export const antiAffinityMissing: Rule = {
  code: "topology/anti-affinity-missing",
  severity: "information",
  summary: "Pods are not kept apart",
  off: true,
  parameters: { replicas: 1 },
  find: (context) => {
    const { workload, document } = context;
    if (workload === undefined || document.broken || !isReplicated(workload)) return [];
    const isFew = workload.replicas.value < Number(parameterOf(context, antiAffinityMissing, "replicas"));
    if (isFew || child(podSpecOf(workload), "affinity", "podAntiAffinity").node !== undefined) return [];
    return [
      findingAt(
        context,
        antiAffinityMissing,
        { span: workload.nameSpan },
        "No podAntiAffinity: all replicas may run on one node.",
      ),
    ];
  },
};

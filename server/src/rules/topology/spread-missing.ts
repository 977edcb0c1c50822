import { child, itemsOf } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { isReplicated } from "../replicas/replicated.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";

/**
 * A workload without topology spread constraints: its replicas may all run in one zone, and end with it. Off by default:
 * the scheduler spreads by itself where it can. `replicas` is the number from which a constraint is asked for.
 */
export const spreadMissing: Rule = {
  code: "topology/spread-missing",
  severity: "information",
  summary: "Pods are not spread over nodes and zones",
  off: true,
  parameters: { replicas: 1 },
  find: (context) => {
    const { workload, document } = context;
    if (workload === undefined || document.broken || !isReplicated(workload)) return [];
    const isFew = workload.replicas.value < Number(parameterOf(context, spreadMissing, "replicas"));
    if (isFew || itemsOf(child(podSpecOf(workload), "topologySpreadConstraints")).length > 0) return [];
    return [
      findingAt(
        context,
        spreadMissing,
        { span: workload.nameSpan },
        "No topologySpreadConstraints: all replicas may run in one zone.",
      ),
    ];
  },
};

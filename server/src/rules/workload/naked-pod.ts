import { child, rootField } from "../../workload/field.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A Pod that nothing owns: where its node fails or is drained, nothing makes it anew. Off by default: a Pod is the right
 * thing for a trial, a test and a one-off task.
 */
export const nakedPod: Rule = {
  code: "workload/naked-pod",
  severity: "information",
  summary: "A Pod stands alone",
  off: true,
  find: (context) => {
    const { workload, document } = context;
    if (workload?.kind !== "Pod" || document.broken) return [];
    if (child(rootField(document), "metadata", "ownerReferences").node !== undefined) return [];
    const message = "Nothing makes this Pod anew where its node fails: a Deployment or a Job would.";
    return [findingAt(context, nakedPod, { span: workload.nameSpan }, message)];
  },
};

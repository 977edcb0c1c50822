import { child, rootField } from "../../workload/field.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A Job without `ttlSecondsAfterFinished`: it and its pods stay in the cluster until somebody removes them. Off by default:
 * the pods of a Job are where its log is.
 */
export const jobTtlMissing: Rule = {
  code: "workload/job-ttl-missing",
  severity: "hint",
  summary: "A finished Job is never cleaned up",
  off: true,
  find: (context) => {
    const { workload, document } = context;
    if (workload?.kind !== "Job" || document.broken) return [];
    if (child(rootField(document), "spec", "ttlSecondsAfterFinished").node !== undefined) return [];
    return [
      findingAt(
        context,
        jobTtlMissing,
        { span: workload.nameSpan },
        "Without ttlSecondsAfterFinished this Job and its pods stay after it has finished.",
      ),
    ];
  },
};

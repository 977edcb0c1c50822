import { findingAt, type Rule } from "../rule.ts";
import { amountInWords } from "../wording.ts";
import { boundUses, countedBy, isAbove, ofOnePod } from "./namespace-use.ts";

/**
 * Workloads of a namespace that need more than its ResourceQuota gives: the API server refuses the pods beyond, and
 * their workloads run with fewer replicas than written, without an error of their own.
 */
export const quotaExceeded: Rule = {
  code: "quota/exceeded",
  severity: "warning",
  summary: "The workloads of a namespace need more than its quota",
  find: (context) => {
    const { inventory } = context;
    return boundUses(context)
      .filter(({ used, value }) => isAbove(used, value))
      .map(({ quota, key, bounded, source, span, used }) => {
        const related = countedBy(inventory, quota)
          .map((workload) => ({ workload, each: ofOnePod(inventory, workload, bounded) }))
          .filter(({ each }) => each > 0)
          .map(({ workload, each }) => ({
            file: workload.document.file,
            span: workload.nameSpan,
            message: `${workload.kind} ${workload.name}: ${workload.replicas.value} × ${amountInWords(bounded.resource, each)}`,
          }));
        const message = `The workloads of namespace ${quota.namespace} need ${amountInWords(bounded.resource, used)} of ${key}; the quota gives ${source}.`;
        return findingAt(context, quotaExceeded, { span, related }, message);
      });
  },
};

import { surgeOf } from "../../workload/count-or-share.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule } from "../rule.ts";
import { amountInWords } from "../wording.ts";
import { boundedBy, countedBy, inUse, isAbove, ofOnePod } from "./namespace-use.ts";

/**
 * A quota that holds the written replicas, but not the pods that a rolling update of one Deployment starts beside them
 * (`maxSurge`, a quarter by default): where nothing may become unavailable meanwhile, the update never ends.
 */
export const quotaSurge: Rule = {
  code: "quota/surge",
  severity: "warning",
  summary: "A rolling update does not fit the quota",
  find: (context) => {
    const { inventory, document } = context;
    return (indexOf(inventory).quotas.get(document) ?? []).flatMap((quota) =>
      Object.entries(quota.hard).flatMap(([key, { value, span, source }]) => {
        const bounded = boundedBy(key);
        if (bounded === undefined || value === undefined || value < 0) return [];
        const used = inUse(inventory, quota, bounded);
        if (isAbove(used, value)) return [];
        return countedBy(inventory, quota)
          .map((workload) => ({ workload, surge: surgeOf(workload), each: ofOnePod(inventory, workload, bounded) }))
          .filter(({ surge, each }) => isAbove(used + surge * each, value))
          .toSorted((a, b) => b.surge * b.each - a.surge * a.each)
          .slice(0, 1)
          .map(({ workload, surge, each }) => {
            const pods = `${surge} ${surge === 1 ? "pod" : "pods"}`;
            const message = `A rolling update of ${workload.name} adds ${pods}: with them the namespace needs ${amountInWords(bounded.resource, used + surge * each)} of ${key}; the quota gives ${source}.`;
            const related = [{ file: workload.document.file, span: workload.nameSpan, message: `Adds ${pods}` }];
            return findingAt(context, quotaSurge, { span, related }, message);
          });
      }),
    );
  },
};

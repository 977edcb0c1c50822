import { surgeOf } from "../../workload/count-or-share.ts";
import { findingAt, type Rule } from "../rule.ts";
import { amountInWords } from "../wording.ts";
import { boundUses, countedBy, isAbove, ofOnePod } from "./namespace-use.ts";

/**
 * A quota that holds the written replicas, but not the pods that a rolling update of one Deployment starts beside them
 * (`maxSurge`, a quarter by default): where nothing may become unavailable meanwhile, the update never ends.
 */
export const quotaSurge: Rule = {
  code: "quota/surge",
  severity: "warning",
  summary: "A rolling update does not fit the quota",
  find: (context) => {
    const { inventory } = context;
    return boundUses(context)
      .filter(({ used, value }) => !isAbove(used, value))
      .flatMap(({ quota, key, bounded, value, source, span, used }) =>
        countedBy(inventory, quota)
          .map((workload) => ({ workload, surge: surgeOf(workload), each: ofOnePod(workload, bounded) }))
          .filter(({ surge, each }) => isAbove(used + surge * each, value))
          .toSorted((a, b) => b.surge * b.each - a.surge * a.each)
          .slice(0, 1)
          .map(({ workload, surge, each }) => {
            const pods = `${surge} ${surge === 1 ? "pod" : "pods"}`;
            const message = `A rolling update of ${workload.name} adds ${pods}: with them the namespace needs ${amountInWords(bounded.resource, used + surge * each)} of ${key}; the quota gives ${source}.`;
            const related = [{ file: workload.document.file, span: workload.nameSpan, message: `Adds ${pods}` }];
            return findingAt(context, quotaSurge, { span, related }, message);
          }),
      );
  },
};

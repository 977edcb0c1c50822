import { isOperated } from "../../workload/operated.ts";
import { selects } from "../../workload/selector.ts";
import { indexOf } from "../inventory-index.ts";
import { workloadsBeside } from "../relations.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A Service whose selector matches no pods of its file's or folder's workloads. Who calls it gets no answer. A hint
 * only: the pods may be made by something else.
 */
export const serviceSelectsNothing: Rule = {
  code: "workload/service-selects-nothing",
  severity: "hint",
  summary: "A Service selects no pods",
  find: (context) => {
    const { document, inventory } = context;
    return (indexOf(inventory).services.get(document) ?? []).flatMap(({ selector, selectorSpan: span }) => {
      const beside = workloadsBeside(inventory, document).filter((workload) => !isOperated(workload));
      const labeled = beside.filter(({ podLabels }) => Object.keys(podLabels).length > 0);
      const isFound = labeled.some(({ podLabels }) =>
        selects({ matchLabels: selector, matchExpressions: [] }, podLabels),
      );
      if (document.broken || labeled.length === 0 || isFound) return [];
      const message = `No workload beside this Service has pods with these labels in namespace ${document.namespace}.`;
      return [findingAt(context, serviceSelectsNothing, { span }, message)];
    });
  },
};

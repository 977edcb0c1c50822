import { shareNamespace } from "../../workload/namespace.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule } from "../rule.ts";
import { listed } from "../wording.ts";

/**
 * A VerticalPodAutoscaler that sets the request by which a HorizontalPodAutoscaler scales the same workload: the one
 * raises the request, the share of it falls, and the other takes replicas away. Let one of them go by another resource
 * (`controlledResources`), or only recommend (`updateMode: "Off"`).
 */
export const verticalConflict: Rule = {
  code: "autoscaler/vertical-conflict",
  severity: "warning",
  summary: "A VerticalPodAutoscaler changes the request that another autoscaler goes by",
  find: (context) => {
    const { document, inventory } = context;
    return inventory.verticalAutoscalers
      .filter((vertical) => vertical.document === document && vertical.updates)
      .flatMap(({ target, targetSpan, resources }) =>
        (indexOf(inventory).autoscalersOf.get(target) ?? [])
          .filter((other) => shareNamespace(other.document, document))
          .flatMap(({ name, metrics, targetSpan: span, document: { file } }) => {
            const both = metrics.map(({ resource }) => resource).filter((resource) => resources.includes(resource));
            if (both.length === 0) return [];
            const message = `HorizontalPodAutoscaler ${name} scales the same workload by ${listed([...new Set(both)])}: let one of them go by another resource, or this one only recommend.`;
            const related = [{ file, span, message: "The other autoscaler" }];
            return [findingAt(context, verticalConflict, { span: targetSpan, related }, message)];
          })
          .slice(0, 1),
      );
  },
};

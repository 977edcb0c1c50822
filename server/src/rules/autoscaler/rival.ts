import { shareNamespace } from "../../workload/namespace.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * Two HorizontalPodAutoscalers with one target: each sets the number of replicas that the other undoes. One with
 * several metrics does what was meant: it takes the largest number.
 */
export const rivalAutoscaler: Rule = {
  code: "autoscaler/rival",
  severity: "warning",
  summary: "Two autoscalers scale one workload",
  find: (context) => {
    const { autoscalers, autoscalersOf } = indexOf(context.inventory);
    return (autoscalers.get(context.document) ?? []).flatMap((autoscaler) => {
      const { target, targetSpan: span, document, name } = autoscaler;
      const [kind = "", , targetName = ""] = target.split("/");
      const rival = (autoscalersOf.get(target) ?? []).find(
        // One object that stands in two files is not two objects.
        (other) => other.name !== name && shareNamespace(other.document, document),
      );
      if (rival === undefined || targetName === "") return [];
      const related = [{ file: rival.document.file, span: rival.targetSpan, message: "The other autoscaler" }];
      const message = `HorizontalPodAutoscaler ${rival.name} scales ${kind} ${targetName} too: write one with the metrics of both.`;
      return [findingAt(context, rivalAutoscaler, { span, related }, message)];
    });
  },
};

import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * An autoscaler without a smallest number of replicas: the API's is one, so that with little load a single pod is left.
 * Off by default.
 */
export const unsetMinimum: Rule = {
  code: "autoscaler/unset-minimum",
  severity: "information",
  summary: "An autoscaler's smallest number of replicas is not written",
  off: true,
  find: (context) =>
    (context.document.broken ? [] : (indexOf(context.inventory).autoscalers.get(context.document) ?? []))
      .filter(({ minReplicas }) => minReplicas.span === undefined)
      .map(({ nameSpan }) =>
        findingAt(context, unsetMinimum, { span: nameSpan }, "No minReplicas are written: this may go down to 1."),
      ),
};

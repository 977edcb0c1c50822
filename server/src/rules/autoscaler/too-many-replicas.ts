import { indexOf } from "../inventory-index.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";

/**
 * An autoscaler that may ask for more replicas than a team ever wants to pay for: a mistake in a metric then costs that
 * much. Off by default; what the quota or the pools can hold has rules of its own.
 */
export const tooManyReplicas: Rule = {
  code: "autoscaler/too-many-replicas",
  severity: "warning",
  summary: "An autoscaler may ask for more replicas than agreed on",
  off: true,
  parameters: { maximum: 100 },
  find: (context) => {
    const maximum = Number(parameterOf(context, tooManyReplicas, "maximum"));
    return (indexOf(context.inventory).autoscalers.get(context.document) ?? []).flatMap(({ maxReplicas }) => {
      const { value, span } = maxReplicas;
      if (span === undefined || value <= maximum) return [];
      const message = `Goes up to ${value}; at most ${maximum} are agreed on.`;
      return [findingAt(context, tooManyReplicas, { span }, message)];
    });
  },
};

import { fixOf } from "../fix.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";

/**
 * An autoscaler that may go down to fewer replicas than a team wants everywhere. Off by default. Where no minimum is
 * written, `autoscaler/unset-minimum` tells.
 */
export const tooFewScaledReplicas: Rule = {
  code: "autoscaler/too-few-replicas",
  severity: "warning",
  summary: "An autoscaler may go down to fewer replicas than agreed on",
  off: true,
  parameters: { minimum: 2 },
  find: (context) => {
    const minimum = Number(parameterOf(context, tooFewScaledReplicas, "minimum"));
    return (indexOf(context.inventory).autoscalers.get(context.document) ?? [])
      .filter(({ minReplicas }) => minReplicas.span !== undefined && minReplicas.value < minimum)
      .map(({ minReplicas, maxReplicas, nameSpan, document }) => {
        const { value, span = nameSpan, path } = minReplicas;
        const isRoom = maxReplicas.value >= minimum;
        const fix = isRoom
          ? fixOf(context, `Set minReplicas to ${minimum}`, [{ document, path, scalar: String(minimum) }])
          : undefined;
        const written = `Goes down to ${value}`;
        return findingAt(
          context,
          tooFewScaledReplicas,
          { span, fix },
          `${written}; at least ${minimum} are agreed on.`,
        );
      });
  },
};

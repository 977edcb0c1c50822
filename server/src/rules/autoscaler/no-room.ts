import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * An autoscaler whose largest number of replicas is not above its smallest: it never scales. A maximum below the
 * minimum the API server rejects.
 */
export const noRoom: Rule = {
  code: "autoscaler/no-room",
  severity: "warning",
  summary: "An autoscaler has no room to scale",
  find: (context) =>
    (indexOf(context.inventory).autoscalers.get(context.document) ?? []).flatMap(({ minReplicas, maxReplicas }) => {
      const [min, max] = [minReplicas.value, maxReplicas.value];
      if (maxReplicas.span === undefined || max > min) return [];
      const isRejected = max < min;
      const severity = isRejected ? "error" : "warning";
      const message = isRejected
        ? `At most ${max} replicas are fewer than the minimum of ${min}.`
        : `At least and at most ${max}: this autoscaler never scales.`;
      return [findingAt(context, noRoom, { span: maxReplicas.span, severity }, message)];
    }),
};

import type { Finding } from "../document/finding.ts";
import type { HistorySource } from "../workload/resource-plan.ts";
import { findingAt, type Rule } from "./rule.ts";

/**
 * A source of usage history that a ResourcePlan may name and this version does not read: nothing comes from it.
 *
 * ```yaml
 * history:
 *   - openMetrics: "history/*.om"   # is not read
 * ```
 */
export const unsupportedHistory: Rule = {
  code: "plan/unsupported-history",
  severity: "warning",
  summary: "A source of usage history that this version does not read",
  find: (context): readonly Finding[] => {
    const { document, history } = context.inventory.resourcePlan;
    if (document !== context.document) return [];
    return history
      .filter(({ type }) => type in kinds)
      .map(({ type, span = context.document.span }) =>
        findingAt(context, unsupportedHistory, { span }, `${kinds[type]} is not read by this version. ${remedy}`),
      );
  },
};

const kinds: Readonly<Partial<Record<HistorySource["type"], string>>> = {
  openMetrics: "A file of OpenMetrics",
  prometheus: "A Prometheus server",
};

const remedy = "Save the answer of Prometheus to /api/v1/query_range and name it as prometheusResponse.";

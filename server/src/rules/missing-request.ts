import type { Finding } from "../document/finding.ts";
import type { Workload } from "../workload/workload.ts";
import { type AdvisedValue, advisedValues } from "./advised-values.ts";
import { fixOf } from "./fix.ts";
import { recommendedChanges } from "./recommended-changes.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";
import { amountInWords, demandBasis, listed } from "./wording.ts";

/**
 * A container without a request although its usage is known. The scheduler counts it as nothing, so its node fills
 * up until everything on it is slow, and it is the first to be evicted.
 *
 * ```yaml
 * containers:
 *   - name: web   # no resources
 * ```
 */
export const missingRequest: Rule = {
  code: "plan/missing-request",
  severity: "information",
  summary: "A container requests nothing although its usage is known",
  find: (context): readonly Finding[] => {
    const { advice, inventory, workload } = context;
    // Of a document with syntax errors nothing is known to be absent.
    if (advice === undefined || workload === undefined || context.document.broken) return [];
    const missing = advisedValues(advice, inventory, workload).filter(
      ({ role, setting, text }) => role === "request" && setting === undefined && text !== undefined,
    );
    return workload.containers.flatMap((container) => {
      const ofContainer = missing.filter((value) => value.container === container);
      return ofContainer.length === 0 ? [] : [judge(context, workload, ofContainer)];
    });
  },
};

function judge(context: RuleContext, workload: Workload, missing: readonly AdvisedValue[]): Finding {
  const { advice, inventory } = context;
  const container = missing[0]?.container;
  const resources = missing.map(({ resource }) => resource);
  const recommended =
    advice === undefined
      ? { title: "", changes: [] }
      : recommendedChanges(
          advice,
          inventory,
          workload,
          (name, resource) => name === container?.name && resources.includes(resource),
        );
  const demands = missing.map(({ resource, sizing }) =>
    sizing.demand === undefined
      ? resource
      : `${amountInWords(resource, sizing.demand)} of ${resource} (${demandBasis(inventory, workload, resource)})`,
  );
  const fitting = missing.map(({ resource, text }) => `${resource} ${text}`);
  return findingAt(
    context,
    missingRequest,
    {
      span: container?.nameSpan ?? workload.nameSpan,
      container: container?.name,
      fix: fixOf(context, recommended.title, recommended.changes),
    },
    `Requests no ${listed(resources)}; forecast demand is ${listed(demands)} per replica. Fitting: ${listed(fitting)}.`,
  );
}

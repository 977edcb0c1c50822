import type { Finding } from "../document/finding.ts";
import type { Container } from "../workload/workload.ts";
import { exactQuantity } from "../workload/yaml-text.ts";
import { type AdvisedValue, advisedValues } from "./advised-values.ts";
import { recommendedFix } from "./recommended-changes.ts";
import { findingAt, isPlanned, type PlannedContext, type Rule } from "./rule.ts";
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
    // Of a document with syntax errors nothing is known to be absent.
    if (!isPlanned(context) || context.document.broken) return [];
    const missing = advisedValues(context.advice, context.inventory, context.workload).filter(
      ({ role, setting, text }) => role === "request" && setting === undefined && text !== undefined,
    );
    return context.workload.containers.flatMap((container) => {
      const ofContainer = missing.filter((value) => value.container === container);
      return ofContainer.length === 0 ? [] : [judge(context, container, ofContainer)];
    });
  },
};

function judge(context: PlannedContext, container: Container, missing: readonly AdvisedValue[]): Finding {
  const { inventory, workload } = context;
  const resources = missing.map(({ resource }) => resource);
  const demands = missing.map(({ resource, sizing }) =>
    sizing.demand === undefined
      ? resource
      : `${amountInWords(resource, sizing.demand)} of ${resource} (${demandBasis(inventory, workload, resource)})`,
  );
  const fitting = missing.map(({ resource, text }) => `${resource} ${text}`);
  return findingAt(
    context,
    missingRequest,
    { span: container.nameSpan, container: container.name, fix: recommendedFix(context, container, resources) },
    `Requests no ${listed(resources)}${impliedBy(missing)}; forecast demand is ${listed(demands)} per replica. Fitting: ${listed(fitting)}.`,
  );
}

/** Where a limit is written, or a LimitRange fills in a request, that amount is what the scheduler takes for it. */
function impliedBy(missing: readonly AdvisedValue[]): string {
  const limits = missing.flatMap(({ container, resource }) => container.limits[resource] ?? []);
  if (limits.length > 0) return ` (Kubernetes takes the limit: ${listed(limits.map(({ source }) => source))})`;
  const filled = missing.flatMap(({ container: { defaults }, resource }) => {
    const amount = defaults?.requests[resource];
    return amount === undefined ? [] : [exactQuantity(resource, amount)];
  });
  return filled.length === 0 ? "" : ` (the LimitRange fills in ${listed(filled)})`;
}

import type { Fix } from "../document/finding.ts";
import { measuredRequest, restatedPercentage } from "../sizing/scaling-point.ts";
import type { Autoscaler, AutoscalerMetric, Inventory } from "../workload/inventory.ts";
import { autoscalerOf } from "../workload/lookup.ts";
import { effectiveRequests } from "../workload/pod-requests.ts";
import type { Amounts, Container, ResourceName, Workload } from "../workload/workload.ts";
import type { Advice } from "./advice.ts";
import { type AdvisedValue, advisedValues, isSameScalar, oncePerScalar } from "./advised-values.ts";
import { fixOf } from "./fix.ts";
import type { Change, PlannedContext } from "./rule.ts";
import { listed } from "./wording.ts";

/** Which of a workload's values are to change. */
export type Selection = (container: string, resource: ResourceName) => boolean;

/** Changes to a workload's values and to everything bound to them, with what they are in words. */
export interface RecommendedChanges {
  readonly changes: readonly Change[];
  /** Imperative: `Set cpu request to 120m, limit to 240m and web's target to 65 %`. */
  readonly title: string;
}

/**
 * What the plan would write for the selected values: their requests and limits, and the utilization targets of the
 * autoscaler, restated so that it scales at the same use as before. Without a selection: all of the workload's values.
 */
export function recommendedChanges(
  advice: Advice,
  inventory: Inventory,
  workload: Workload,
  select: Selection = () => true,
): RecommendedChanges {
  const values = advisedValues(advice, inventory, workload);
  const selected = values.filter(
    ({ container, resource, text }) => text !== undefined && select(container.name, resource),
  );
  const changing = oncePerScalar(selected);
  const targets = restatedTargets(
    inventory,
    workload,
    values.filter((value) => changing.some((other) => isSameScalar(value, other))),
  );
  return {
    changes: [
      ...changing.map(({ path, text = "" }) => ({ document: workload.document, path, scalar: text })),
      ...targets.map(({ autoscaler, metric, target }) => ({
        document: autoscaler.document,
        path: metric.target.path,
        scalar: String(target),
      })),
    ],
    title: titleOf(workload, changing, targets),
  };
}

/** The fix that writes what the plan recommends for some resources of one container. */
export function recommendedFix(
  context: PlannedContext,
  { name }: Container,
  resources: readonly ResourceName[],
): Fix | undefined {
  const { changes, title } = recommendedChanges(
    context.advice,
    context.inventory,
    context.workload,
    (container, resource) => container === name && resources.includes(resource),
  );
  return fixOf(context, title, changes);
}

interface RestatedTarget {
  readonly autoscaler: Autoscaler;
  readonly metric: AutoscalerMetric;
  readonly target: number;
}

/** An autoscaler compares use with requests: when these change, the percentage must, for the use at which it scales to stay. */
function restatedTargets(
  inventory: Inventory,
  workload: Workload,
  changing: readonly AdvisedValue[],
): readonly RestatedTarget[] {
  const autoscaler = autoscalerOf(inventory, workload);
  if (autoscaler === undefined || changing.length === 0) return [];
  const requestsAfter = new Map(workload.containers.map((each) => [each.name, effectiveRequestsAfter(each, changing)]));
  return autoscaler.metrics
    .filter(({ targetType, target }) => targetType === "utilization" && target.span !== undefined)
    .flatMap((metric) => {
      const before = measuredRequest(metric, workload);
      const after = measuredRequest(metric, workload, requestsAfter);
      const target = restatedPercentage(metric.target.value, before, after);
      return target !== metric.target.value ? [{ autoscaler, metric, target }] : [];
    });
}

function effectiveRequestsAfter(container: Container, changing: readonly AdvisedValue[]): Amounts {
  const changed = (resource: ResourceName, role: AdvisedValue["role"]) =>
    changing.find((value) => value.container === container && value.resource === resource && value.role === role);
  const requests = effectiveRequests(container);
  const resources = [...new Set([...Object.keys(requests), ...changing.map(({ resource }) => resource)])];
  return Object.fromEntries(
    resources.map((resource) => {
      // Where no request is written the limit is the request.
      const byLimit = container.requests[resource] === undefined ? changed(resource, "limit") : undefined;
      const change = changed(resource, "request") ?? byLimit;
      return [resource, change?.recommended ?? requests[resource] ?? 0];
    }),
  );
}

function titleOf(workload: Workload, changing: readonly AdvisedValue[], targets: readonly RestatedTarget[]): string {
  const several = new Set(changing.map(({ container }) => container)).size > 1 && workload.containers.length > 1;
  const parts = changing.map(({ container, resource, role, text }, index) => {
    const before = changing[index - 1];
    const sameResource = before?.resource === resource && before.container === container;
    const owner = several && before?.container !== container ? `${container.name}'s ` : "";
    return `${owner}${sameResource ? "" : `${resource} `}${role} to ${text}`;
  });
  const restated = targets.map(({ autoscaler, target }) => `autoscaler ${autoscaler.name}'s target to ${target} %`);
  return `Set ${listed([...parts, ...restated])}`;
}

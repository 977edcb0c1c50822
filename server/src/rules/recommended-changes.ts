import type { Autoscaler, AutoscalerMetric, Inventory } from "../workload/inventory.ts";
import { autoscalerOf } from "../workload/lookup.ts";
import { effectiveRequest } from "../workload/pod-requests.ts";
import type { Container, ResourceName, Workload } from "../workload/workload.ts";
import type { Advice } from "./advice.ts";
import { type AdvisedValue, advisedValues, isSameScalar, oncePerScalar } from "./advised-values.ts";
import type { Change } from "./fix.ts";
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
  return (autoscaler?.metrics ?? []).flatMap((metric) => {
    if (autoscaler === undefined || metric.targetType !== "utilization" || metric.target.span === undefined) return [];
    const containers = workload.containers.filter(
      ({ name, type }) => type !== "init" && (metric.container === undefined || metric.container === name),
    );
    const before = total(containers, (container) => effectiveRequest(container, metric.resource));
    const after = total(containers, (container) => requestAfter(container, metric.resource, changing));
    const target = Math.max(1, Math.round((metric.target.value * before) / after));
    return before > 0 && after > 0 && target !== metric.target.value ? [{ autoscaler, metric, target }] : [];
  });
}

function requestAfter(
  container: Container,
  resource: ResourceName,
  changing: readonly AdvisedValue[],
): number | undefined {
  const change = changing.find(
    (value) => value.container === container && value.resource === resource && value.role === "request",
  );
  return change?.recommended ?? effectiveRequest(container, resource);
}

function total(containers: readonly Container[], amount: (container: Container) => number | undefined): number {
  return containers.reduce((sum, container) => sum + (amount(container) ?? 0), 0);
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

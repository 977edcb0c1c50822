import { describeAmount } from "../quantity/round.ts";
import { percentChange } from "../rules/wording.ts";
import type { ResourceSizing, SizedValue } from "../sizing/recommendation.ts";
import type { ResourceName } from "../workload/workload.ts";
import type { Plan, PlannedWorkload } from "./plan-data.ts";

/** A value today and by the plan, in words; `changed` where they differ. */
export interface ValueChange {
  readonly resource: ResourceName;
  readonly role: "request" | "limit";
  readonly current: string;
  readonly recommended: string;
  readonly changed: boolean;
  /** `−82 %`; empty where nothing changes or nothing was there. */
  readonly percent: string;
}

/** Stands where no value is written. */
export const none = "–";

/** A plan in one line: `11 workloads on 6 nodes · 3.42/h → 2.10/h · 2 pods cannot be placed`. */
export function summaryLine(plan: Plan): string {
  const { nodes, costPerHour } = plan.totals;
  const workloads = counted(plan.workloads.length, "workload");
  const placed = plan.supplySource === "none" ? workloads : `${workloads} on ${counted(nodes.planned, "node")}`;
  const cost = costPerHour.planned === null ? "" : `${money(costPerHour.current)}/h → ${money(costPerHour.planned)}/h`;
  const unplaced = plan.supplySource === "none" ? 0 : unplacedPods(plan);
  const missing = unplaced === 0 ? "" : `${counted(unplaced, "pod")} cannot be placed`;
  return [placed, cost, missing, changesInWords(plan)].filter((part) => part !== "").join(" · ");
}

/** Pods that found no place. */
export function unplacedPods(plan: Plan): number {
  return plan.workloads.reduce((sum, { unplaced }) => sum + unplaced, 0);
}

/** Every value of a container that is written or recommended, requests before limits. */
export function valueChanges(resources: Readonly<Record<ResourceName, ResourceSizing>>): readonly ValueChange[] {
  return Object.entries(resources)
    .flatMap(([resource, { request, limit }]) => [
      changeOf(resource, "request", request),
      changeOf(resource, "limit", limit),
    ])
    .filter(({ current, recommended }) => current !== none || recommended !== none);
}

/** Resources in the order in which people ask about them: cpu, memory, devices and others, and the number of pods. */
export function inOrder(resources: readonly ResourceName[]): readonly ResourceName[] {
  const rank = (resource: ResourceName) => ({ cpu: 0, memory: 1, pods: 3 })[resource] ?? 2;
  return resources.toSorted((a, b) => rank(a) - rank(b));
}

/** How many values the plan would write: requests, limits and replicas. */
export function changedValues({ sizing }: PlannedWorkload): number {
  const values = sizing.containers.flatMap(({ resources }) => valueChanges(resources));
  const { write, current, recommended } = sizing.replicas;
  return values.filter(({ changed }) => changed).length + (write && current !== recommended ? 1 : 0);
}

/** `3 nodes`, `1 node`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** An amount of the user's currency; two digits after the point. */
export function money(amount: number | null): string {
  return amount === null ? none : amount.toFixed(2);
}

/** `62 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function changesInWords(plan: Plan): string {
  const changes = plan.workloads.reduce((sum, workload) => sum + changedValues(workload), 0);
  return changes === 0 ? "nothing to change" : `${counted(changes, "value")} to change`;
}

function changeOf(
  resource: ResourceName,
  role: "request" | "limit",
  { current, recommended, text }: SizedValue,
): ValueChange {
  const before = current === null ? none : describeAmount(resource, current);
  const after = recommended === null ? before : (text ?? describeAmount(resource, recommended));
  const changed = text !== undefined && recommended !== null;
  return {
    resource,
    role,
    current: before,
    recommended: changed ? after : before,
    changed,
    percent: changed && current !== null && recommended !== null ? percentChange(current, recommended) : "",
  };
}

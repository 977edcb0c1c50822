import { fromNumber } from "../quantity/convert.ts";
import { formatQuantity } from "../quantity/format.ts";
import { describeAmount, isBytes } from "../quantity/round.ts";
import { podLevelRequests, podRequests } from "../workload/pod-requests.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts, ResourceName, Workload } from "../workload/workload.ts";
import type { Draft } from "./draft.ts";
import { amountInWords } from "./reasons.ts";
import type { SizingContext } from "./sizing-context.ts";

/** What one pod takes from a node by the drafted requests. */
export function draftedPodRequests(workload: Workload, drafts: readonly Draft[]): Amounts {
  const requests = draftedRequests(workload, drafts);
  const containers = workload.containers.map(({ name, type }) => ({ type, requests: requests.get(name) ?? {} }));
  return podRequests(containers, workload.overhead, podLevelRequests(workload));
}

/** By container: what it requests by the drafts. */
export function draftedRequests({ containers }: Workload, drafts: readonly Draft[]): ReadonlyMap<string, Amounts> {
  const amounts = containers.map((container) => {
    const own = drafts.filter((draft) => draft.container === container && draft.amount !== undefined);
    const requests = own.map(({ resource, amount = 0 }) => [resource, Math.max(0, amount)] as const);
    return [container.name, Object.fromEntries(requests)] as const;
  });
  return new Map(amounts);
}

/**
 * Lowers requests until the pod fits the largest node that admits it, each sized container in proportion to its target.
 * A pod that fits no node never runs, however much it would like to have.
 */
export function capToNode({ workload, hosts }: SizingContext, drafts: readonly Draft[]): readonly Draft[] {
  const [first] = hosts;
  if (first === undefined) return drafts;
  const pod = draftedPodRequests(workload, drafts);
  const aimed = drafts.map((draft) => ({ ...draft, amount: draft.target ?? draft.amount }));
  const target = draftedPodRequests(workload, aimed);
  return Object.keys(pod).reduce((capped: readonly Draft[], resource) => {
    const largest = hosts.reduce((a, b) => (offer(b, resource) > offer(a, resource) ? b : a), first);
    const most = offer(largest, resource);
    const excess = Math.max(0, (target[resource] ?? 0) - most);
    return excess > 0 || (pod[resource] ?? 0) > most ? lower(capped, resource, excess, largest) : capped;
  }, drafts);
}

/** Brings what is sized down to its targets less the excess, so that all of it together fits. */
function lower(drafts: readonly Draft[], resource: ResourceName, excess: number, largest: NodePool): readonly Draft[] {
  const sized = drafts.filter((draft) => draft.resource === resource && draft.target !== undefined);
  const total = sized.reduce((sum, { target = 0 }) => sum + target, 0);
  if (total <= excess) return drafts;
  const ceiling = ({ target = 0 }: Draft): number => roundDown(resource, target * (1 - excess / total));
  const today = sized.reduce((sum, { current }) => sum + (current ?? Number.NaN), 0);
  const isAsGood = sized.every((draft) => isNear(draft, ceiling(draft))) && today <= total - excess;
  return drafts.map((draft) => {
    if (!sized.includes(draft)) return draft;
    return lowered(draft, isAsGood ? (draft.current ?? 0) : ceiling(draft), largest);
  });
}

function isNear({ current, minimumChange }: Draft, amount: number): boolean {
  return current !== undefined && Math.abs(amount - current) <= minimumChange * current;
}

function lowered(draft: Draft, ceiling: number, largest: NodePool): Draft {
  const { resource, current, amount: wanted = 0, text: _, ...rest } = draft;
  if (wanted < ceiling) return draft;
  const offered = describeAmount(resource, offer(largest, resource));
  const stepReason = [
    `Capped at ${amountInWords(resource, ceiling)}: the largest node that admits the pod is of pool ${largest.name} and offers ${offered}.`,
  ];
  const capped = { ...rest, resource, current, amount: ceiling, stepReason };
  return ceiling === current ? capped : { ...capped, text: exactText(resource, ceiling) };
}

/** The largest amount of whole millicores, mebibytes or devices that is not above the given one. */
function roundDown(resource: ResourceName, amount: number): number {
  const perUnit = resource === "cpu" ? 1000 : 1;
  const unit = isBytes(resource) ? 1_048_576 : 1;
  return (Math.floor((amount * perUnit) / unit + 1e-9) * unit) / perUnit;
}

/** An amount as a manifest would say it, without rounding. */
export function exactText(resource: ResourceName, amount: number): string {
  return formatQuantity(fromNumber(amount, isBytes(resource) ? "binarySI" : "decimalSI"));
}

function offer({ allocatable }: NodePool, resource: ResourceName): number {
  return Object.hasOwn(allocatable, resource) ? (allocatable[resource] ?? 0) : 0;
}

import { fromNumber } from "../quantity/convert.ts";
import { formatQuantity } from "../quantity/format.ts";
import { describeAmount, isBytes } from "../quantity/round.ts";
import { effectiveRequest, podLevelRequests, podRequests } from "../workload/pod-requests.ts";
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
 * Lowers requests until the pod fits the largest node that admits it, each sized container in proportion. A pod that
 * fits no node never runs, however much it would like to have.
 */
export function capToNode({ workload, hosts }: SizingContext, drafts: readonly Draft[]): readonly Draft[] {
  const pod = draftedPodRequests(workload, drafts);
  if (hosts.length === 0 || hosts.some((pool) => holds(pool, pod))) return drafts;
  let capped = drafts;
  for (const [resource, asked] of Object.entries(pod)) {
    const largest = hosts.reduce((a, b) => (offer(b, resource) > offer(a, resource) ? b : a));
    const excess = asked - offer(largest, resource);
    if (excess > 0) capped = lower(capped, resource, excess, largest);
  }
  return capped;
}

function lower(drafts: readonly Draft[], resource: ResourceName, excess: number, largest: NodePool): readonly Draft[] {
  const sized = drafts.filter((draft) => draft.resource === resource && draft.evidence.need !== undefined);
  const total = sized.reduce((sum, { amount = 0 }) => sum + amount, 0);
  if (total <= excess) return drafts;
  return drafts.map((draft) => (sized.includes(draft) ? lowered(draft, 1 - excess / total, largest) : draft));
}

function lowered(draft: Draft, factor: number, largest: NodePool): Draft {
  const { resource, current, amount: wanted = 0, container, minimumChange } = draft;
  const amount = roundDown(resource, wanted * factor);
  const reason = [
    ...draft.reason,
    `Capped at ${amountInWords(resource, amount)}: the largest node that admits the pod is of pool ${largest.name} and offers ${describeAmount(resource, offer(largest, resource))}.`,
  ];
  const { text: _, ...rest } = draft;
  // Today's value is as good where it is at most the cap and close to it.
  const isKept = current !== undefined && current <= amount && amount - current <= minimumChange * current;
  if (isKept || effectiveRequest(container, resource) === amount) return { ...rest, amount: current, reason };
  return { ...rest, amount, text: exactText(resource, amount), reason };
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

function holds(pool: NodePool, pod: Amounts): boolean {
  return Object.entries(pod).every(([resource, amount]) => amount <= offer(pool, resource));
}

function offer({ allocatable }: NodePool, resource: ResourceName): number {
  return Object.hasOwn(allocatable, resource) ? (allocatable[resource] ?? 0) : 0;
}

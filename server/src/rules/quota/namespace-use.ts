import type { Span } from "../../document/span.ts";
import type { Inventory, Quota } from "../../workload/inventory.ts";
import { effectiveLimit, effectiveRequest, podRequests } from "../../workload/pod-requests.ts";
import type { ResourceName, Workload } from "../../workload/workload.ts";
import { indexOf } from "../inventory-index.ts";
import { workloadsBeside } from "../relations.ts";
import type { RuleContext } from "../rule.ts";
import { isInScope } from "./scope.ts";

/** What a quota's key bounds: pods, or requests or limits of a resource. */
export interface Bounded {
  readonly role: "request" | "limit" | "pods";
  readonly resource: ResourceName;
}

/** What a quota's key bounds; undefined for objects that are no pods, which `object-use.ts` counts. */
export function boundedBy(key: string): Bounded | undefined {
  if (key === "pods" || key === "count/pods") return { role: "pods", resource: "pods" };
  const isPlain = ["cpu", "memory", "ephemeral-storage"].includes(key) || key.startsWith("hugepages-");
  if (isPlain) return { role: "request", resource: key };
  const [, side, resource = ""] = /^(requests|limits)\.(.+)$/.exec(key) ?? [];
  if (side === undefined || resource === "storage" || resource.includes("storageclass")) return undefined;
  return { role: side === "limits" ? "limit" : "request", resource };
}

/** One bound of a quota, and what the workloads of its namespace count towards it. */
export interface BoundUse {
  readonly quota: Quota;
  readonly key: string;
  readonly bounded: Bounded;
  /** The bound in base units, and as written. */
  readonly value: number;
  readonly source: string;
  readonly span: Span;
  readonly used: number;
}

/** The bounds that the quota of the document in hand sets on pods, each with its use. */
export function boundUses({ inventory, document }: RuleContext): readonly BoundUse[] {
  return (indexOf(inventory).quotas.get(document) ?? []).flatMap((quota) =>
    Object.entries(quota.hard).flatMap(([key, { value, span, source }]) => {
      const bounded = boundedBy(key);
      if (bounded === undefined || value === undefined || value < 0) return [];
      return [{ quota, key, bounded, value, source, span, used: inUse(inventory, quota, bounded) }];
    }),
  );
}

/** What one pod of a workload counts towards a bound, after all defaults. */
export function ofOnePod(workload: Workload, { role, resource }: Bounded): number {
  if (role === "pods") return 1;
  const { podResources, overhead } = workload;
  const ofPod = role === "request" ? podResources?.requests[resource]?.value : podResources?.limits[resource]?.value;
  if (ofPod !== undefined) return ofPod;
  const amountOf = role === "request" ? effectiveRequest : effectiveLimit;
  const containers = workload.containers.map((container) => ({
    type: container.type,
    requests: { [resource]: Math.max(amountOf(container, resource) ?? 0, 0) },
  }));
  return podRequests(containers, overhead)[resource] ?? 0;
}

/** The workloads that a quota counts all the time: those that end, or run on each node, have no steady number of pods. */
export function countedBy(inventory: Inventory, quota: Quota): readonly Workload[] {
  return workloadsBeside(inventory, quota.document).filter(
    (workload) => !workload.perNode && !workload.runsToCompletion && isInScope(quota, workload),
  );
}

/** What all workloads of a quota's namespace count towards a bound, with the replicas that are written. */
export function inUse(inventory: Inventory, quota: Quota, bounded: Bounded): number {
  return countedBy(inventory, quota).reduce(
    (sum, workload) => sum + workload.replicas.value * ofOnePod(workload, bounded),
    0,
  );
}

/** Whether an amount is above a bound, by more than sums of binary fractions err. */
export function isAbove(amount: number, bound: number): boolean {
  return amount > bound * (1 + 1e-9);
}

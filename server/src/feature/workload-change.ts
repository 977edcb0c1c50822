import type { Plan } from "../plan/plan-data.ts";
import { type AdvisedValue, advisedValues } from "../rules/advised-values.ts";
import { recommendedChanges } from "../rules/recommended-changes.ts";
import { replicaChange } from "../rules/replicas.ts";
import { currentPodRequests, effectiveRequests, podLevelRequests, podRequests } from "../workload/pod-requests.ts";
import type { Amounts, Container, Workload } from "../workload/workload.ts";
import { acceptedAdvice } from "../workspace/accepted-advice.ts";
import type { Snapshot } from "../workspace/snapshot.ts";

/** What a workload's pods ask for, and how much of the nodes they stand on that is. */
export interface WorkloadSize {
  readonly replicas: number;
  /** Of one pod. */
  readonly requests: Amounts;
  /** Nodes' worth of its pool; undefined where it has none. */
  readonly nodes: number | undefined;
  readonly costPerHour: number | undefined;
}

/** A workload as its text has it now, and as the last plan would have it; undefined where nothing would change. */
export function workloadChange(
  snapshot: Snapshot,
  workload: Workload,
): { readonly today: WorkloadSize; readonly planned: WorkloadSize } | undefined {
  const { inventory, plan } = snapshot;
  const advice = acceptedAdvice(snapshot);
  const sizing = advice?.sizings.get(workload.id);
  if (plan === undefined || advice === undefined || sizing === undefined) return undefined;
  if (!isChanging(snapshot, workload)) return undefined;
  const values = advisedValues(advice, inventory, workload).filter(({ text }) => text !== undefined);
  const isWritten = sizing.replicas.write;
  const count = isWritten ? workload.replicas.value : sizing.replicas.recommended;
  const after = podRequests(
    workload.containers.map((container) => ({ type: container.type, requests: requestsAfter(container, values) })),
    workload.overhead,
    podLevelRequests(workload),
  );
  return {
    today: sizeOf(plan, workload, count, currentPodRequests(workload)),
    planned: sizeOf(plan, workload, sizing.replicas.recommended, after),
  };
}

/** Whether the last plan would change anything about a workload. */
export function isChanging(snapshot: Snapshot, workload: Workload): boolean {
  const advice = acceptedAdvice(snapshot);
  if (advice === undefined) return false;
  const { changes } = recommendedChanges(advice, snapshot.inventory, workload);
  return changes.length + replicaChange(advice, workload).length > 0;
}

function requestsAfter(container: Container, values: readonly AdvisedValue[]): Amounts {
  const own = values.filter((value) => value.container === container);
  // Where no request is written the limit is the request.
  const counting = own.filter(({ role, resource }) => role === "request" || container.requests[resource] === undefined);
  const changed = counting.toSorted((a, b) => Number(a.role === "request") - Number(b.role === "request"));
  return {
    ...effectiveRequests(container),
    ...Object.fromEntries(changed.map(({ resource, recommended }) => [resource, recommended ?? 0])),
  };
}

/** A workload takes of its pool's nodes what it takes of the resource that is scarcest for it. */
function sizeOf(plan: Plan, workload: Workload, replicas: number, requests: Amounts): WorkloadSize {
  const pool = poolOf(plan, workload);
  if (pool === undefined || workload.perNode) return { replicas, requests, nodes: undefined, costPerHour: undefined };
  const { allocatable, pricePerHour } = pool.pool;
  const shares = Object.entries(requests).map(([resource, amount]) => {
    const offered = allocatable[resource] ?? 0;
    return offered > 0 ? amount / offered : 0;
  });
  const nodes = replicas * Math.max(0, ...shares);
  return { replicas, requests, nodes, costPerHour: pricePerHour === null ? undefined : nodes * pricePerHour };
}

/** The pool that holds most of a workload's pods in the plan. */
function poolOf({ allocation, pools }: Plan, { id }: Workload): Plan["pools"][number] | undefined {
  const pods = new Map<string, number>();
  for (const { pool, pods: placed } of allocation.nodes) {
    for (const { workload, count } of placed) if (workload === id) pods.set(pool, (pods.get(pool) ?? 0) + count);
  }
  const [largest] = [...pods].toSorted((a, b) => b[1] - a[1]);
  return largest && pools.find(({ pool }) => pool.name === largest[0]);
}

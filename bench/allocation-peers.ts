import type { AllocationRequest, PodShape } from "../server/src/allocation/allocation.ts";
import { canRun } from "../server/src/workload/eligibility.ts";
import type { NodePool } from "../server/src/workload/supply.ts";

/** How much other planners pay per hour for the same pods, by their published algorithms. */
export interface Peer {
  readonly name: string;
  readonly cost: (request: AllocationRequest) => number;
}

/**
 * Karpenter: pods by CPU, then memory, decreasing, each into the new node with the fewest pods that still has an
 * instance type for all of them, else into another new node; the cheapest type that is left is bought.
 * Source: karpenter `scheduling/queue.go`, `scheduler.go`.
 */
export const karpenter: Peer = { name: "Karpenter's order", cost: karpenterCost };

/**
 * cluster-autoscaler: for each node group, first fit of the pods that it admits, by the sum of their shares of CPU and
 * memory, decreasing, into new nodes of the group; the group that wastes least is bought, and so on with the rest.
 * Source: autoscaler `estimator/decreasing_pod_orderer.go`, `binpacking_estimator.go`, expander `least-waste`.
 */
export const clusterAutoscaler: Peer = { name: "cluster-autoscaler's order", cost: autoscalerCost };

function amount({ requests }: PodShape, resource: string): number {
  return resource === "pods" ? 1 : (requests[resource] ?? 0);
}

interface NodeClaim {
  readonly load: Map<string, number>;
  options: readonly NodePool[];
  pods: number;
}

function karpenterCost({ shapes, pools }: AllocationRequest): number {
  const bySize = shapes.toSorted(
    (a, b) => amount(b, "cpu") - amount(a, "cpu") || amount(b, "memory") - amount(a, "memory"),
  );
  const claims: NodeClaim[] = [];
  for (const shape of bySize) {
    const admitting = pools.filter((pool) => canRun(shape.constraints, pool));
    for (let pod = 0; pod < shape.count; pod++) {
      const order = claims.toSorted((a, b) => a.pods - b.pods);
      if (order.some((claim) => addTo(claim, shape, admitting))) continue;
      const claim: NodeClaim = { load: new Map(), options: admitting, pods: 0 };
      if (!addTo(claim, shape, admitting)) throw new Error(`no pool holds ${shape.workload}`);
      claims.push(claim);
    }
  }
  return claims.reduce((sum, { options }) => sum + Math.min(...options.map(priceOf)), 0);
}

function addTo(claim: NodeClaim, shape: PodShape, admitting: readonly NodePool[]): boolean {
  const resources = [...Object.keys(shape.requests), "pods"];
  const options = claim.options.filter(
    (pool) =>
      admitting.includes(pool) &&
      resources.every((r) => (claim.load.get(r) ?? 0) + amount(shape, r) <= (pool.allocatable[r] ?? 0) * (1 + 1e-9)),
  );
  if (options.length === 0) return false;
  claim.options = options;
  claim.pods++;
  for (const r of resources) claim.load.set(r, (claim.load.get(r) ?? 0) + amount(shape, r));
  return true;
}

function priceOf({ pricePerHour }: NodePool): number {
  return pricePerHour ?? 0;
}

function autoscalerCost({ shapes, pools }: AllocationRequest): number {
  const left = new Map(shapes.map((shape) => [shape, shape.count]));
  let cost = 0;
  while ([...left.values()].some((count) => count > 0)) {
    const options = pools.map((pool) => estimate(pool, left)).filter(({ nodes }) => nodes > 0);
    const best = options.reduce<Estimate | undefined>((a, b) => (a && a.waste <= b.waste ? a : b), undefined);
    if (best === undefined) throw new Error("no node group takes the rest");
    cost += best.nodes * priceOf(best.pool);
    for (const [shape, count] of best.taken) left.set(shape, (left.get(shape) ?? 0) - count);
  }
  return cost;
}

interface Estimate {
  readonly pool: NodePool;
  readonly nodes: number;
  readonly taken: ReadonlyMap<PodShape, number>;
  readonly waste: number;
}

/** First fit of everything that the group admits into new nodes of it. */
function estimate(pool: NodePool, left: ReadonlyMap<PodShape, number>): Estimate {
  const share = (shape: PodShape, r: string): number => amount(shape, r) / (pool.allocatable[r] ?? 0);
  const score = (shape: PodShape): number => share(shape, "cpu") + share(shape, "memory");
  const order = [...left].filter(([shape, count]) => count > 0 && canRun(shape.constraints, pool));
  order.sort(([a], [b]) => score(b) - score(a));
  const nodes: Map<string, number>[] = [];
  const taken = new Map<PodShape, number>();
  let used = 0;
  for (const [shape, count] of order) {
    const placed = firstFit(shape, count, pool, nodes);
    if (placed > 0) taken.set(shape, placed);
    used += placed * score(shape);
  }
  return { pool, nodes: nodes.length, taken, waste: 2 - used / Math.max(1, nodes.length) };
}

/** Puts pods into nodes, new ones of the pool where none has room, and says how many found a place. */
function firstFit(shape: PodShape, count: number, pool: NodePool, nodes: Map<string, number>[]): number {
  let placed = 0;
  for (let at = 0; placed < count; at++) {
    const node = nodes[at] ?? new Map(Object.entries(pool.allocatable));
    const fits = Math.min(count - placed, fitting(shape, node));
    if (fits === 0 && at >= nodes.length) break;
    if (at >= nodes.length) nodes.push(node);
    for (const r of [...Object.keys(shape.requests), "pods"]) node.set(r, (node.get(r) ?? 0) - fits * amount(shape, r));
    placed += fits;
  }
  return placed;
}

function fitting(shape: PodShape, free: ReadonlyMap<string, number>): number {
  const resources = [...Object.keys(shape.requests), "pods"].filter((r) => amount(shape, r) > 0);
  return Math.max(0, Math.floor(Math.min(...resources.map((r) => (free.get(r) ?? 0) / amount(shape, r))) + 1e-9));
}

import { canRun } from "../workload/eligibility.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts } from "../workload/workload.ts";
import type { Allocation, AllocationRequest, PodShape, Proof } from "./allocation.ts";
import { roomOn } from "./verify-daemons.ts";
import { type Lot, provenByPatterns } from "./verify-patterns.ts";

/** For the verifier: placed replicas by workload, DaemonSets apart. */
export function placedReplicas(
  { shapes }: AllocationRequest,
  { nodes }: Pick<Allocation, "nodes">,
): ReadonlyMap<string, number> {
  const placed = new Map(shapes.filter(({ perNode }) => !perNode).map(({ workload }) => [workload, 0]));
  for (const { workload, count } of nodes.flatMap(({ pods }) => pods)) {
    const before = placed.get(workload);
    if (before !== undefined) placed.set(workload, before + count);
  }
  return placed;
}

/** For the verifier: the least that serving these replicas costs, as far as the proof goes. */
export function provenCost(
  request: AllocationRequest,
  placed: ReadonlyMap<string, number>,
  price: (pool: NodePool) => number,
  proof: Proof,
): number {
  const lots = lotsOf(request, placed);
  const first = request.pools[0];
  const unit = first === undefined ? 0 : price(first);
  const isUniform = unit > 0 && request.pools.every((pool) => price(pool) === unit);
  const least = (part: Proof, ranges: Ranges): number => {
    if ("pool" in part) {
      const range = ranges.get(part.pool);
      if (range === undefined) return Number.NEGATIVE_INFINITY;
      const upTo = new Map(ranges).set(part.pool, { ...range, most: Math.min(range.most, part.nodes) });
      const above = new Map(ranges).set(part.pool, { ...range, least: Math.max(range.least, part.nodes + 1) });
      return Math.min(least(part.upTo, upTo), least(part.above, above));
    }
    if ("pods" in part) return provenByPatterns(lots, request.pools, price, part);
    if (hasNegative(part.prices)) return Number.NEGATIVE_INFINITY;
    const paid = lots.reduce((sum, lot) => sum + lot.count * cheapest(lot, part.prices), 0);
    const kept = request.pools.reduce((sum, pool) => {
      const rest = price(pool) - sumOf(part.prices[pool.name]);
      const { least: few = 0, most: many = 0 } = ranges.get(pool.name) ?? {};
      return sum + Math.min(rest * few, rest * many);
    }, 0);
    return isUniform ? Math.ceil((paid + kept) / unit - 1e-6) * unit : paid + kept;
  };
  return least(proof, rangesOf(request));
}

/** For the verifier: the most replicas that can be served while the higher priorities keep what they have. */
export function provenServed(request: AllocationRequest, placed: ReadonlyMap<string, number>, proof: Proof): number {
  if (!("prices" in proof) || hasNegative(proof.prices)) return Number.POSITIVE_INFINITY;
  const wanted = new Map(
    request.shapes.filter(({ perNode }) => !perNode).map(({ workload, count }) => [workload, count]),
  );
  const lots = lotsOf(request, wanted);
  const levels = (proof.priorities ?? []).map(({ priority, worth }) => {
    const above = lots.filter(({ shape }) => shape.priority >= priority);
    return { priority, worth, served: above.reduce((sum, { shape }) => sum + (placed.get(shape.workload) ?? 0), 0) };
  });
  if (levels.some(({ worth }) => worth < 0)) return Number.POSITIVE_INFINITY;
  const nodes = request.pools.reduce(
    (sum, { name, nodes: { max } }) => sum + Math.floor(max) * sumOf(proof.prices[name]),
    0,
  );
  const pods = lots.reduce((sum, lot) => {
    const worths = levels.filter(({ priority }) => lot.shape.priority >= priority).map(({ worth }) => worth);
    const gain = 1 + worths.reduce((all, worth) => all + worth, 0) - cheapest(lot, proof.prices);
    return sum + lot.count * Math.max(0, gain);
  }, 0);
  return nodes + pods - levels.reduce((sum, { worth, served }) => sum + worth * served, 0);
}

type Ranges = ReadonlyMap<string, { readonly least: number; readonly most: number }>;

function rangesOf({ pools }: AllocationRequest): Ranges {
  return new Map(pools.map(({ name, nodes }) => [name, { least: Math.ceil(nodes.min), most: Math.floor(nodes.max) }]));
}

/** Pods that no node can run are left out: they are no part of what can be served. */
function lotsOf({ shapes, pools }: AllocationRequest, counts: ReadonlyMap<string, number>): readonly Lot[] {
  const rooms = pools.filter(({ nodes }) => nodes.max >= 1).map((pool) => ({ pool, room: roomOn(pool, shapes) }));
  return shapes.flatMap((shape) => {
    const count = counts.get(shape.workload) ?? 0;
    const hosts = rooms
      .filter(({ pool, room }) => canRun(shape.constraints, pool) && fits(shape, room))
      .map(({ pool, room }) => ({ pool: pool.name, room }));
    return count === 0 || hosts.length === 0 ? [] : [{ shape, count, hosts }];
  });
}

function fits({ requests }: PodShape, room: Amounts): boolean {
  return Object.entries({ ...requests, pods: 1 }).every(
    ([name, amount]) => amount <= 0 || amount <= (room[name] ?? 0) * (1 + 1e-9),
  );
}

/** What one pod pays for its part of a node, where that is least. */
function cheapest({ shape, hosts }: Lot, prices: Readonly<Record<string, Amounts>>): number {
  const asked = Object.entries({ ...shape.requests, pods: 1 }).filter(([, amount]) => amount > 0);
  const payments = hosts.map(({ pool, room }) =>
    asked.reduce((sum, [name, amount]) => sum + ((prices[pool]?.[name] ?? 0) * amount) / (room[name] ?? 0), 0),
  );
  return Math.min(...payments);
}

function hasNegative(prices: Readonly<Record<string, Amounts>>): boolean {
  return Object.values(prices).some((amounts) => Object.values(amounts).some((price) => !(price >= 0)));
}

function sumOf(amounts: Amounts | undefined): number {
  return Object.values(amounts ?? {}).reduce((sum, amount) => sum + amount, 0);
}

import { canRun } from "../workload/eligibility.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts, ResourceName } from "../workload/workload.ts";
import type { Allocation, AllocationRequest, PlacedNode, PodShape } from "./allocation.ts";
import { daemonsOn } from "./verify-daemons.ts";
import { verifySolution } from "./verify-solution.ts";

/**
 * Recomputes everything that an allocation claims from the request alone, by code that shares nothing with the
 * allocator: names, eligibility, capacities, DaemonSets, node counts, sums, who is placed and who is not, the objective,
 * and the proof of the bound. Returns what does not hold, in sentences; nothing where the allocation is valid.
 */
export function verifyAllocation(request: AllocationRequest, allocation: Allocation): readonly string[] {
  const known: Known = {
    shapes: new Map(request.shapes.toReversed().map((shape) => [shape.workload, shape])),
    pools: new Map(request.pools.toReversed().map((pool) => [pool.name, pool])),
    daemons: new Map(
      request.pools.map((pool) => [pool, daemonsOn(pool, request.shapes).map(({ workload }) => workload)]),
    ),
  };
  return [
    ...repeated(
      "workload",
      request.shapes.map(({ workload }) => workload),
    ),
    ...repeated(
      "pool",
      request.pools.map(({ name }) => name),
    ),
    ...repeated(
      "node",
      allocation.nodes.map(({ name }) => name),
    ),
    ...allocation.nodes.flatMap((node) => verifyNode(known, node)),
    ...request.pools.flatMap((pool) => verifyPool(pool, allocation)),
    ...verifyCounts(request, allocation),
    ...verifyUnplaced(request, allocation),
    ...verifySolution(request, allocation),
  ];
}

function repeated(what: string, names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = names.filter((name) => seen.has(name) || !seen.add(name));
  return [...new Set(twice)].map((name) => `two ${what}s are called ${name}`);
}

/** The request's shapes and pools by name, and the DaemonSets of each pool. */
interface Known {
  readonly shapes: ReadonlyMap<string, PodShape>;
  readonly pools: ReadonlyMap<string, NodePool>;
  readonly daemons: ReadonlyMap<NodePool, readonly string[]>;
}

function verifyNode(known: Known, node: PlacedNode): readonly string[] {
  const pool = known.pools.get(node.pool);
  if (pool === undefined) return [`node ${node.name} is of a pool ${node.pool} that does not exist`];
  const load = new Map<ResourceName, number>();
  const problems: string[] = [
    ...repeated(
      "entries",
      node.pods.map(({ workload }) => `${workload} on ${node.name}`),
    ),
  ];
  for (const { workload, count } of node.pods) {
    const shape = known.shapes.get(workload);
    if (shape === undefined) {
      problems.push(`node ${node.name} runs ${workload}, which was not asked for`);
      continue;
    }
    if (!Number.isInteger(count) || count < 1) problems.push(`node ${node.name} runs ${count} pods of ${workload}`);
    if (!canRun(shape.constraints, pool)) problems.push(`node ${node.name} does not admit ${workload}`);
    for (const [name, amount] of Object.entries({ ...shape.requests, pods: 1 })) {
      if (amount > 0) load.set(name, (load.get(name) ?? 0) + amount * count);
    }
  }
  return [...problems, ...verifyLoad(node, pool, load), ...verifyDaemons(known, node, pool)];
}

function verifyLoad(node: PlacedNode, pool: NodePool, load: ReadonlyMap<ResourceName, number>): readonly string[] {
  const names = new Set([...load.keys(), ...Object.keys(node.allocated)]);
  return [...names].flatMap((name) => {
    const amount = load.get(name) ?? 0;
    const capacity = amountOf(pool.allocatable, name);
    const claimed = amountOf(node.allocated, name);
    return [
      ...(amount > capacity * (1 + 1e-8)
        ? [`node ${node.name} holds ${amount} of ${name}, but offers ${capacity}`]
        : []),
      ...(isClose(amount, claimed)
        ? []
        : [`node ${node.name} says it holds ${claimed} of ${name}, but holds ${amount}`]),
    ];
  });
}

function verifyDaemons(known: Known, node: PlacedNode, pool: NodePool): readonly string[] {
  const expected = known.daemons.get(pool) ?? [];
  const actual = node.pods.filter(({ workload }) => known.shapes.get(workload)?.perNode === true);
  return [
    ...expected
      .filter((workload) => !actual.some((pod) => pod.workload === workload))
      .map((workload) => `node ${node.name} lacks the DaemonSet ${workload}`),
    ...actual
      .filter(({ workload, count }) => count !== 1 || !expected.includes(workload))
      .map(({ workload, count }) => `node ${node.name} runs ${count} pods of the DaemonSet ${workload}`),
  ];
}

function verifyPool({ name, nodes: { min, max }, nodeNames }: NodePool, { nodes }: Allocation): readonly string[] {
  const own = nodes.filter((node) => node.pool === name);
  const unnamed = nodeNames.slice(0, own.length).filter((known) => !own.some((node) => node.name === known));
  return [
    ...(own.length < min ? [`pool ${name} has ${own.length} nodes, fewer than ${min}`] : []),
    ...(own.length > max ? [`pool ${name} has ${own.length} nodes, more than ${max}`] : []),
    ...unnamed.map((known) => `pool ${name} has another node in place of ${known}`),
  ];
}

function verifyCounts({ pools, shapes }: AllocationRequest, { nodes, unplaced }: Allocation): readonly string[] {
  const placedPods = countsOf(nodes.flatMap(({ pods }) => pods));
  const waitingPods = countsOf(unplaced);
  return shapes.flatMap(({ workload, count, perNode, constraints }) => {
    const placed = placedPods.get(workload) ?? 0;
    const waiting = waitingPods.get(workload) ?? 0;
    const admitting = new Set(perNode ? pools.filter((pool) => canRun(constraints, pool)).map(({ name }) => name) : []);
    const wanted = perNode ? nodes.filter(({ pool }) => admitting.has(pool)).length : count;
    return placed + waiting === wanted
      ? []
      : [`of ${wanted} pods of ${workload}, ${placed} are placed and ${waiting} are not`];
  });
}

function verifyUnplaced({ shapes }: AllocationRequest, { unplaced }: Allocation): readonly string[] {
  const asked = new Set(shapes.map((shape) => shape.workload));
  return unplaced
    .filter(({ workload }) => !asked.has(workload))
    .map(({ workload }) => `${workload} is unplaced, but was not asked for`);
}

function countsOf(
  entries: readonly { readonly workload: string; readonly count: number }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { workload, count } of entries) counts.set(workload, (counts.get(workload) ?? 0) + count);
  return counts;
}

function amountOf(amounts: Amounts, name: ResourceName): number {
  return Object.hasOwn(amounts, name) ? (amounts[name] ?? 0) : 0;
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
}

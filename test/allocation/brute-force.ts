import type { AllocationRequest, PodShape } from "../../server/src/allocation/allocation.ts";
import { canRun } from "../../server/src/workload/eligibility.ts";
import type { NodePool } from "../../server/src/workload/supply.ts";

/** The best of all placements: by replicas served of each priority from the highest, then by cost. */
export interface Optimum {
  readonly served: readonly number[];
  readonly cost: number;
}

interface Node {
  readonly pool: NodePool;
  readonly free: ReadonlyMap<string, number>;
}

interface State {
  readonly nodes: readonly Node[];
  readonly served: readonly number[];
}

/** Tries every placement: only for a handful of pods, and without DaemonSets. */
export function bestPlacement({ shapes, pools }: AllocationRequest, price: (pool: NodePool) => number): Optimum {
  const pods = shapes.flatMap((shape) => Array.from({ length: shape.count }, () => shape));
  const levels = [...new Set(shapes.map(({ priority }) => priority))].sort((a, b) => b - a);
  const start: State = {
    nodes: pools.flatMap((pool) => Array.from({ length: pool.nodes.min }, () => emptyNode(pool))),
    served: levels.map(() => 0),
  };
  const best = (state: State, index: number): Optimum => {
    const pod = pods[index];
    if (pod === undefined) {
      return { served: state.served, cost: state.nodes.reduce((sum, node) => sum + price(node.pool), 0) };
    }
    const ways = [state, ...placements(state, pod, pools, levels.indexOf(pod.priority))];
    return ways.map((way) => best(way, index + 1)).reduce((a, b) => (isBetter(b, a) ? b : a));
  };
  return best(start, 0);
}

function placements(
  { nodes, served }: State,
  pod: PodShape,
  pools: readonly NodePool[],
  level: number,
): readonly State[] {
  const open = pools.filter((pool) => nodes.filter((node) => node.pool === pool).length < pool.nodes.max);
  const choices = [
    ...nodes.map((node, at) => ({ node, others: nodes.toSpliced(at, 1) })),
    ...open.map((pool) => ({ node: emptyNode(pool), others: nodes })),
  ];
  const states = choices.flatMap(({ node, others }) => {
    const after = canRun(pod.constraints, node.pool) ? withPod(node, pod) : undefined;
    return after === undefined
      ? []
      : [{ nodes: [...others, after], served: served.with(level, (served[level] ?? 0) + 1) }];
  });
  // Equal nodes give equal states: one of them is enough.
  return [...new Map(states.map((state) => [keyOf(state), state])).values()];
}

function withPod({ pool, free }: Node, { requests }: PodShape): Node | undefined {
  const after = new Map(free);
  for (const [name, amount] of Object.entries({ ...requests, pods: 1 })) {
    const rest = (free.get(name) ?? 0) - amount;
    if (amount > 0 && rest < -1e-9 * amount) return undefined;
    after.set(name, rest);
  }
  return { pool, free: after };
}

function emptyNode(pool: NodePool): Node {
  return { pool, free: new Map(Object.entries(pool.allocatable)) };
}

function keyOf({ nodes }: State): string {
  const texts = nodes.map(
    ({ pool, free }) => `${pool.name}:${[...free.values()].map((rest) => rest.toPrecision(9)).join()}`,
  );
  return texts.sort().join(" ");
}

function isBetter(one: Optimum, other: Optimum): boolean {
  const level = one.served.findIndex((count, index) => count !== other.served[index]);
  if (level < 0) return one.cost < other.cost - 1e-9;
  return (one.served[level] ?? 0) > (other.served[level] ?? 0);
}

import { refusalOf } from "../allocation/allocate.ts";
import type { Allocation, PodShape, Solution } from "../allocation/allocation.ts";
import type { AllocationMethod } from "../workload/resource-plan.ts";
import { allocateChecked } from "./plan-allocation.ts";
import type { PlanRequest } from "./plan-data.ts";

/** What one method made of the same pods and pools. */
export interface MethodResult {
  readonly method: AllocationMethod;
  /** In the unit of the objective. */
  readonly cost: number;
  readonly bound: number;
  readonly gap: number;
  readonly nodes: number;
  /** Pods that found no place. */
  readonly unplaced: number;
  /** Elapsed seconds of the search. */
  readonly seconds: number;
  /** Whether the plan is this one. */
  readonly chosen: boolean;
}

/** The best of what all methods give, and what each gave. */
export interface Comparison {
  readonly allocation: Allocation;
  readonly methods: readonly MethodResult[];
}

/** Every method, the simplest first: of equal answers the first is taken. */
const methods: readonly AllocationMethod[] = ["greedy", "dynamicProgramming", "linearProgramming", "auto"];

/** Allocates by every method that there is, one after the other, each within the time limit, and has each answer checked. */
export function compareMethods(
  request: PlanRequest,
  shapes: readonly PodShape[],
): Comparison | { readonly refused: string } {
  const answers: { readonly method: AllocationMethod; readonly allocation: Allocation }[] = [];
  for (const method of methods.filter((each) => refusalOf(each) === undefined)) {
    const allocation = allocateChecked(request, shapes, method);
    if ("refused" in allocation) return allocation;
    answers.push({ method, allocation });
  }
  const priorities = new Map(shapes.map(({ workload, priority }) => [workload, priority]));
  const best = answers.reduce((a, b) => (isBetter(b.allocation, a.allocation, priorities) ? b : a));
  return {
    allocation: best.allocation,
    methods: answers.map(({ method, allocation }) => ({
      method,
      ...figuresOf(allocation),
      chosen: allocation === best.allocation,
    })),
  };
}

function figuresOf({ solution, nodes, unplaced }: Allocation): Omit<MethodResult, "method" | "chosen"> {
  const { cost, bound, gap, seconds } = solution;
  return {
    cost,
    bound,
    gap,
    seconds,
    nodes: nodes.length,
    unplaced: unplaced.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Serves more pods of the highest priority at which they differ, or as many for less, or for as much with a tighter bound. */
function isBetter(a: Allocation, b: Allocation, priorities: ReadonlyMap<string, number>): boolean {
  const more = servedMore(a, b, priorities);
  if (more !== 0) return more > 0;
  const cheaper = costOf(b) - costOf(a);
  const tolerance = 1e-9 * costOf(a);
  return Math.abs(cheaper) > tolerance ? cheaper > 0 : a.solution.gap < b.solution.gap - 1e-9;
}

/** Where what counts is who is served, and both serve the same, fewer nodes are better. */
function costOf({ solution, nodes }: { readonly solution: Solution; readonly nodes: Allocation["nodes"] }): number {
  return solution.objective === "servedDemand" ? nodes.length : solution.cost;
}

function servedMore(a: Allocation, b: Allocation, priorities: ReadonlyMap<string, number>): number {
  const more = new Map<number, number>();
  const add = ({ unplaced }: Allocation, sign: number): void => {
    for (const { workload, count } of unplaced) {
      const priority = priorities.get(workload) ?? 0;
      more.set(priority, (more.get(priority) ?? 0) + sign * count);
    }
  };
  add(b, 1);
  add(a, -1);
  const highest = [...more].filter(([, pods]) => pods !== 0).toSorted(([p], [q]) => q - p)[0];
  return highest?.[1] ?? 0;
}

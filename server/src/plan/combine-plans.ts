import type { Allocation, Solution } from "../allocation/allocation.ts";
import type { Amounts, ResourceName } from "../workload/workload.ts";
import type { EnvironmentPlan, Plan, PlanTotals } from "./plan-data.ts";

/**
 * The plans of several environments added up, each on nodes of its own: pools and nodes go under the environment's name,
 * `production/general`. What belongs to a single plan, such as charts, stays with it. At least one plan.
 */
export function combinePlans(environments: readonly EnvironmentPlan[]): Plan {
  const [first, ...others] = environments;
  if (first === undefined) throw new Error("There is no plan to combine.");
  if (others.length === 0 && first.name === undefined) return first.plan;
  const named = environments.map(namedPlan);
  const plans = environments.map(({ plan }) => plan);
  const { methods: _, ...shared } = first.plan;
  const times = plans.flatMap(({ now }) => now ?? []);
  const sources = new Set(plans.map(({ supplySource }) => supplySource));
  return {
    ...shared,
    workloads: named.flatMap(({ workloads }) => workloads),
    pools: named.flatMap(({ pools }) => pools),
    supplySource: [...sources].find((source) => source !== "none") ?? "none",
    allocation: combinedAllocation(named.map(({ allocation }) => allocation)),
    totals: combinedTotals(plans.map(({ totals }) => totals)),
    charts: {},
    findings: distinct(plans.flatMap(({ findings }) => findings)),
    notes: environments.flatMap(({ name, plan }) =>
      plan.notes.map((note) => (name === undefined ? note : `${name}: ${note}`)),
    ),
    historyFiles: distinct(plans.flatMap(({ historyFiles }) => historyFiles)),
    unreadHistory: distinct(plans.flatMap(({ unreadHistory = [] }) => unreadHistory)),
    now: times.length === 0 ? undefined : Math.max(...times),
    environments,
  };
}

function namedPlan({ name, plan }: EnvironmentPlan): Pick<Plan, "workloads" | "pools" | "allocation"> {
  if (name === undefined) return plan;
  const { workloads, pools, allocation } = plan;
  const own = (text: string): string => `${name}/${text}`;
  return {
    workloads: workloads.map((workload) => ({ ...workload, environment: name })),
    pools: pools.map((each) => ({ ...each, pool: { ...each.pool, name: own(each.pool.name) } })),
    allocation: {
      ...allocation,
      nodes: allocation.nodes.map((node) => ({ ...node, name: own(node.name), pool: own(node.pool) })),
    },
  };
}

/** What proves one bound proves no sum of them, so that there is no proof. */
function combinedAllocation(allocations: readonly Allocation[]): Allocation {
  return {
    nodes: allocations.flatMap(({ nodes }) => nodes),
    unplaced: allocations.flatMap(({ unplaced }) => unplaced),
    solution: combinedSolution(allocations.map(({ solution }) => solution)),
  };
}

function combinedSolution(solutions: readonly Solution[]): Solution {
  const [first, ...others] = solutions;
  if (first === undefined) throw new Error("There is no solution to combine.");
  const cost = solutions.reduce((sum, each) => sum + each.cost, 0);
  const bound = solutions.reduce((sum, each) => sum + each.bound, 0);
  const isAlike = others.every(({ objective }) => objective === first.objective);
  const distance = first.objective === "servedDemand" ? bound - cost : cost - bound;
  const stopped = solutions.flatMap((each) => each.stopped ?? [])[0];
  const binding = solutions.flatMap((each) => each.binding ?? [])[0];
  return {
    method: first.method,
    detail: [...new Set(solutions.map(({ detail }) => detail))].join("; "),
    objective: first.objective,
    cost,
    bound,
    // Costs and counts of different things add up to nothing that a gap could be of.
    gap: isAlike && bound > 0 ? Math.max(0, distance / bound) : Math.max(...solutions.map(({ gap }) => gap)),
    proven: solutions.every(({ proven }) => proven),
    iterations: solutions.reduce((sum, each) => sum + each.iterations, 0),
    seconds: solutions.reduce((sum, each) => sum + each.seconds, 0),
    seed: first.seed,
    ...(stopped === undefined ? {} : { stopped }),
    ...(binding === undefined ? {} : { binding }),
  };
}

function combinedTotals(totals: readonly PlanTotals[]): PlanTotals {
  const allocated = sum(totals.map((each) => each.allocated));
  const capacity = sum(totals.map((each) => each.capacity));
  const count = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  return {
    demand: sum(totals.map(({ demand }) => demand)),
    capacity,
    allocated,
    utilization: Object.fromEntries(
      Object.entries(capacity).flatMap(([resource, amount]) =>
        amount > 0 ? [[resource, (allocated[resource] ?? 0) / amount]] : [],
      ),
    ),
    unmet: sum(totals.map(({ unmet }) => unmet)),
    costPerHour: {
      current: sumOfKnown(totals.map(({ costPerHour }) => costPerHour.current)),
      planned: sumOfKnown(totals.map(({ costPerHour }) => costPerHour.planned)),
    },
    nodes: {
      current: count(totals.map(({ nodes }) => nodes.current)),
      planned: count(totals.map(({ nodes }) => nodes.planned)),
    },
  };
}

function sum(amounts: readonly Amounts[]): Amounts {
  const total = new Map<ResourceName, number>();
  for (const [resource, amount] of amounts.flatMap((each) => Object.entries(each))) {
    total.set(resource, (total.get(resource) ?? 0) + amount);
  }
  return Object.fromEntries(total);
}

/** Null where one is not known: a sum without it would look like all of it. */
function sumOfKnown(costs: readonly (number | null)[]): number | null {
  return costs.includes(null) ? null : costs.reduce<number>((total, cost) => total + (cost ?? 0), 0);
}

function distinct<T>(items: readonly T[]): readonly T[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...byText.values()];
}

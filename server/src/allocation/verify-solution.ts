import type { NodePool } from "../workload/supply.ts";
import type { Allocation, AllocationRequest, Solution } from "./allocation.ts";
import { placedReplicas, provenCost, provenServed } from "./verify-bound.ts";

/** For the verifier: whether the objective, the bound with its proof, and the gap are what request and placement say. */
export function verifySolution(request: AllocationRequest, allocation: Allocation): readonly string[] {
  const { objective, cost, bound, gap, proven } = allocation.solution;
  const actual = objectiveValue(request, allocation);
  const difference = objective === "servedDemand" ? bound - cost : cost - bound;
  const expectedGap = difference === 0 ? 0 : bound === 0 ? 1 : difference / bound;
  return [
    ...(isClose(cost, actual) ? [] : [`the ${objective} is said to be ${cost}, but is ${actual}`]),
    ...(difference < -1e-6 * Math.max(1, cost) ? [`the bound ${bound} is on the wrong side of ${cost}`] : []),
    ...(isClose(gap, expectedGap) ? [] : [`the gap is said to be ${gap}, but is ${expectedGap}`]),
    ...(proven && gap > 1e-6 ? [`a gap of ${gap} is said to be none`] : []),
    ...verifyProof(request, allocation),
  ];
}

function objectiveValue(request: AllocationRequest, allocation: Allocation): number {
  if (allocation.solution.objective === "servedDemand") {
    return [...placedReplicas(request, allocation).values()].reduce((sum, count) => sum + count, 0);
  }
  const price = priceIn(allocation.solution.objective);
  return allocation.nodes.reduce((sum, node) => {
    const pool = request.pools.find(({ name }) => name === node.pool);
    return sum + (pool === undefined ? 0 : price(pool));
  }, 0);
}

function verifyProof(request: AllocationRequest, allocation: Allocation): readonly string[] {
  const { solution, proof } = allocation;
  const { objective, bound } = solution;
  if (proof === undefined) return bound === 0 ? [] : [`nothing proves the bound ${bound}`];
  const placed = placedReplicas(request, allocation);
  if (objective === "servedDemand") {
    const most = provenServed(request, placed, proof);
    return bound >= Math.floor(most + 1e-6)
      ? []
      : [`that at most ${bound} replicas can be served is not proven: ${most}`];
  }
  const least = provenCost(request, placed, priceIn(objective), proof);
  const isProven = bound <= least + 1e-6 * Math.max(1, Math.abs(least));
  return isProven ? [] : [`the bound ${bound} is not proven: only ${least} is`];
}

function priceIn(objective: Solution["objective"]): (pool: NodePool) => number {
  return ({ pricePerHour }) => (objective === "nodes" ? 1 : Math.max(0, pricePerHour ?? 0));
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
}

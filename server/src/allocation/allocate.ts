import type { AllocationMethod } from "../workload/resource-plan.ts";
import type { Allocation, AllocationRequest } from "./allocation.ts";
import { compose } from "./compose.ts";
import { searchAllocation } from "./search.ts";

/**
 * Places pods on nodes: all of them for the least cost, or, when there are not enough nodes for all, as many as
 * possible by strict priority. Every answer is a real placement with a proven bound. A method that does not exist is
 * refused by name.
 */
export function allocate(request: AllocationRequest): Allocation | { readonly refused: string } {
  const refused = refusalOf(request.policy.method);
  if (refused !== undefined) return { refused };
  const search = searchAllocation(request);
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return compose(request, value);
  }
}

/**
 * The same, one answer after the other: the first as soon as there is one, each further one better or with a better
 * bound, the last the one that `allocate` gives. Whoever needs no more of them takes no more.
 */
export function* allocations(request: AllocationRequest): Generator<Allocation, void> {
  if (refusalOf(request.policy.method) !== undefined) return;
  const search = searchAllocation(request);
  for (;;) {
    const { done, value } = search.next();
    yield compose(request, value);
    if (done === true) return;
  }
}

/** Why a method cannot be had, for those who would rather know before they have anything to allocate; undefined where it can. */
export function refusalOf(method: AllocationMethod): string | undefined {
  return method === "dynamicProgramming" ? noDynamicProgramming : undefined;
}

const noDynamicProgramming =
  "The allocation method dynamicProgramming is not built yet. Set allocation.method (or --method) to auto, greedy or linearProgramming.";

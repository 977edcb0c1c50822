import { allocate } from "../allocation/allocate.ts";
import type { Allocation, AllocationRequest, PodShape } from "../allocation/allocation.ts";
import { verifyAllocation } from "../allocation/verify.ts";
import type { AllocationMethod } from "../workload/resource-plan.ts";
import type { PlanRequest } from "./plan-data.ts";
import { podShapes, type SizedWorkload } from "./plan-shapes.ts";

/** Allocates and has the answer checked by code that knows nothing of how it was found. */
export function allocateChecked(
  request: PlanRequest,
  shapes: readonly PodShape[],
  method: AllocationMethod = methodOf(request),
): Allocation | { readonly refused: string } {
  const { inventory, options, host } = request;
  const { allocation: policy } = inventory.resourcePlan;
  const begin = host.elapsed();
  const allocationRequest: AllocationRequest = {
    shapes,
    pools: inventory.supply.pools,
    policy: {
      ...policy,
      method,
      timeLimitSeconds: options.timeLimitSeconds ?? policy.timeLimitSeconds,
    },
    seed: options.seed,
    stop: host.stop,
    elapsed: () => host.elapsed() - begin,
    ...(host.largeSolver !== undefined && { largeSolver: host.largeSolver }),
  };
  const allocation = allocate(allocationRequest);
  if ("refused" in allocation) return allocation;
  const violations = verifyAllocation(allocationRequest, allocation);
  if (violations.length === 0) return allocation;
  return {
    refused: `The placement that was found does not hold (${violations.join("; ")}). This is a mistake of Resource Planner itself; please report it. --method greedy may help meanwhile.`,
  };
}

/** The method that a plan asks for; of all, the one that chooses by itself. */
function methodOf({ options: { method }, inventory }: PlanRequest): AllocationMethod {
  return method === "all" ? "auto" : (method ?? inventory.resourcePlan.allocation.method);
}

/** Today's values placed by the same method, to compare cost and nodes with. */
export function packToday(
  request: PlanRequest,
  sized: readonly SizedWorkload[],
  { solution }: Allocation,
): Allocation | undefined {
  const today = allocateChecked(request, podShapes(request.inventory, sized, "current"), solution.method);
  return "refused" in today ? undefined : today;
}

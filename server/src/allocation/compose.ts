import type { Allocation, AllocationRequest, Proof, Solution } from "./allocation.ts";
import type { Cut } from "./cut.ts";
import type { Instance } from "./instance.ts";
import type { Objective } from "./objective.ts";
import { type Attempt, priceOf } from "./packing.ts";
import { placedNodes } from "./place.ts";
import { pivotsWithin } from "./pool-mix.ts";
import { servedDemand } from "./served-demand.ts";
import { scarceResource, unplacedPods } from "./unplaced.ts";

/** A packing with the method that made it. */
export interface Choice extends Attempt {
  readonly method: Solution["method"];
}

/** An answer of the search, in its own terms. */
export interface Found extends Choice {
  readonly instance: Instance;
  readonly objective: Objective;
  readonly cut: Cut;
  readonly iterations: number;
  /** What no placement of the same pods costs less than, and the proof. */
  readonly bound: number;
  readonly proof: Proof;
}

/** An answer in the terms of its request. */
export function compose(request: AllocationRequest, found: Found): Allocation {
  const { packing, method, detail, objective, cut } = found;
  const unplaced = unplacedPods(packing);
  const binding = scarceResource(packing, unplaced);
  const { cost, bound, proof } =
    objective.name === "servedDemand"
      ? servedDemand(packing, { mayPivot: pivotsWithin(cut), large: request.largeSolver })
      : priceAmount(found);
  const stopped = cut.reason();
  const gap = bound === cost ? 0 : bound === 0 ? 1 : Math.abs(cost - bound) / bound;
  return {
    nodes: placedNodes(packing),
    unplaced,
    solution: {
      method,
      detail,
      objective: objective.name,
      cost,
      bound,
      gap,
      proven: gap <= 1e-9,
      iterations: found.iterations,
      seconds: Math.max(0, request.elapsed()),
      ...(stopped === undefined ? {} : { stopped }),
      seed: request.seed,
      ...(binding === undefined ? {} : { binding }),
    },
    proof,
  };
}

/** Sums of the same prices differ in their last digits. */
function priceAmount({ packing, bound, proof }: Found): ReturnType<typeof servedDemand> {
  const cost = priceOf(packing);
  const isEqual = Math.abs(cost - bound) <= 1e-9 * cost;
  return { cost, bound: isEqual ? cost : Math.max(0, bound), proof };
}

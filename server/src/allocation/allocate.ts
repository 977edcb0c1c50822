import type { AllocationMethod } from "../workload/resource-plan.ts";
import type { Allocation, AllocationRequest, Solution } from "./allocation.ts";
import { type Cut, cutOf } from "./cut.ts";
import { type GreedySearch, packGreedily } from "./greedy.ts";
import { type Instance, readInstance } from "./instance.ts";
import { type Objective, objectiveOf } from "./objective.ts";
import { type Attempt, asPartOf, isComplete, type Packing, priceOf, servedOnly } from "./packing.ts";
import { placedNodes } from "./place.ts";
import { boundOf, mostPrograms, type PoolMix, pivotsWithin, rootBranch, searchPoolMix } from "./pool-mix.ts";
import { proofOf } from "./proof.ts";
import { servedDemand } from "./served-demand.ts";
import { scarceResource, unplacedPods } from "./unplaced.ts";

/**
 * Places pods on nodes: all of them for the least cost, or, when there are not enough nodes for all, as many as
 * possible by strict priority. Every answer is a real placement with a proven bound. A method that does not exist is
 * refused by name.
 */
export function allocate(request: AllocationRequest): Allocation | { readonly refused: string } {
  const { method } = request.policy;
  const refused = refusalOf(method);
  if (refused !== undefined) return { refused };
  const cut = cutOf(request);
  const objective = objectiveOf(request);
  const instance = readInstance(request, objective.price);
  const root = once(() => rootBranch(instance, cut));
  const isBest = (packing: Packing): boolean =>
    isComplete(packing) && priceOf(packing) <= boundOf(instance, root()) * (1 + 1e-9);
  const greedy = packGreedily(instance, { seed: request.seed, cut, isBest });
  const toServe = servedOnly(greedy.packing);
  const mix = searchPoolMix(toServe, isComplete(greedy.packing) ? root() : rootBranch(toServe, cut), {
    incumbent: priceOf(greedy.packing),
    // Greedy asks the program only for its bound.
    limit: method === "greedy" ? 1 : mostPrograms,
    cut,
  });
  const choice = choose(method, instance, greedy, mix);
  return compose(request, { instance, objective, cut, greedy, mix, ...choice });
}

/** Why a method cannot be had, for those who would rather know before they have anything to allocate; undefined where it can. */
export function refusalOf(method: AllocationMethod): string | undefined {
  return method === "dynamicProgramming" ? noDynamicProgramming : undefined;
}

const noDynamicProgramming =
  "The allocation method dynamicProgramming is not built yet. Set allocation.method (or --method) to auto, greedy or linearProgramming.";

/** Made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

interface Choice extends Attempt {
  readonly method: Solution["method"];
}

/** The method's own answer; the cheaper one for `auto`, greedy where they are equal. */
function choose(
  method: AllocationRequest["policy"]["method"],
  instance: Instance,
  greedy: GreedySearch,
  { best, root }: PoolMix,
): Choice {
  const first = { method: "greedy", packing: greedy.packing, detail: greedy.detail } as const;
  if (method === "greedy") return first;
  if (best === undefined) {
    const why =
      root.relaxation.nodes === undefined ? "is too large to solve" : "gives node counts that cannot be packed";
    return { ...first, detail: `${first.detail}; the linear program ${why}` };
  }
  const mixed = { method: "linearProgramming", ...best, packing: asPartOf(instance, best.packing) } as const;
  if (method === "linearProgramming") return mixed;
  const [ours, theirs] = [priceOf(greedy.packing), priceOf(mixed.packing)];
  const isCheaper = theirs < ours * (1 - 1e-9);
  return isCheaper ? { ...mixed, detail: `${mixed.detail}; cheaper than greedy` } : first;
}

interface Found extends Choice {
  readonly instance: Instance;
  readonly objective: Objective;
  readonly cut: Cut;
  readonly greedy: GreedySearch;
  readonly mix: PoolMix;
}

function compose(request: AllocationRequest, found: Found): Allocation {
  const { packing, method, detail, objective, greedy, mix, cut } = found;
  const unplaced = unplacedPods(packing);
  const binding = scarceResource(packing, unplaced);
  const { cost, bound, proof } =
    objective.name === "servedDemand" ? servedDemand(packing, pivotsWithin(cut)) : priceAmount(found);
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
      iterations: greedy.iterations + mix.programs,
      seconds: Math.max(0, request.elapsed()),
      ...(stopped === undefined ? {} : { stopped }),
      seed: request.seed,
      ...(binding === undefined ? {} : { binding }),
    },
    proof,
  };
}

/** Sums of the same prices differ in their last digits. */
function priceAmount({ packing, instance, mix }: Found): ReturnType<typeof servedDemand> {
  const cost = priceOf(packing);
  const isEqual = Math.abs(cost - mix.bound) <= 1e-9 * cost;
  return { cost, bound: isEqual ? cost : Math.max(0, mix.bound), proof: proofOf(instance, mix.root) };
}

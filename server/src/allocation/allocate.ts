import type { Allocation, AllocationRequest, Proof, Solution } from "./allocation.ts";
import { type Cut, cutOf } from "./cut.ts";
import { type Attempt, asPartOf, type GreedySearch, packGreedily, servedOnly } from "./greedy.ts";
import { type Instance, readInstance } from "./instance.ts";
import { type Objective, objectiveOf } from "./objective.ts";
import { type Packing, priceOf, served } from "./packing.ts";
import { placedNodes } from "./place.ts";
import { type PoolMix, pivotsWithin, searchPoolMix } from "./pool-mix.ts";
import { proofOf, servedProof } from "./proof.ts";
import { relaxServed } from "./relaxation.ts";
import { scarceResource, unplacedPods } from "./unplaced.ts";

/**
 * Places pods on nodes: all of them for the least cost, or, when there are not enough nodes for all, as many as
 * possible by strict priority. Every answer is a real placement with a proven bound. A method that does not exist is
 * refused by name.
 */
export function allocate(request: AllocationRequest): Allocation | { readonly refused: string } {
  const { method } = request.policy;
  if (method === "dynamicProgramming") return { refused: noDynamicProgramming };
  const cut = cutOf(request);
  const objective = objectiveOf(request);
  const instance = readInstance(request, objective.price);
  const greedy = packGreedily(instance, { seed: request.seed, cut });
  const mix = searchPoolMix(servedOnly(instance, greedy.packing), priceOf(greedy.packing), cut);
  const choice = choose(method, instance, greedy, mix);
  return compose(request, { instance, objective, cut, greedy, mix, ...choice });
}

const noDynamicProgramming =
  "The allocation method dynamicProgramming is not built yet. Set allocation.method (or --method) to auto, greedy or linearProgramming.";

interface Choice extends Attempt {
  readonly method: Solution["method"];
}

/** The method's own answer; the cheaper one for `auto`, greedy where they are equal. */
function choose(
  method: AllocationRequest["policy"]["method"],
  instance: Instance,
  greedy: GreedySearch,
  { best }: PoolMix,
): Choice {
  const first = { method: "greedy", packing: greedy.packing, detail: greedy.detail } as const;
  if (method === "greedy") return first;
  if (best === undefined)
    return { ...first, detail: `${first.detail}; the linear program's node counts cannot be packed` };
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
  const stopped = cut();
  const { cost, bound, proof } = objective.name === "servedDemand" ? servedAmount(found) : priceAmount(found);
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

interface Amount {
  readonly cost: number;
  readonly bound: number;
  readonly proof: Proof;
}

/** Sums of the same prices differ in their last digits. */
function priceAmount({ packing, instance, mix }: Found): Amount {
  const cost = priceOf(packing);
  const isEqual = Math.abs(cost - mix.bound) <= 1e-9 * cost;
  return { cost, bound: isEqual ? cost : Math.max(0, mix.bound), proof: proofOf(instance, mix.root) };
}

function servedAmount({ packing, instance, cut }: Found): Amount {
  const floors = servedFloors(packing);
  const relaxation = relaxServed(instance, floors, pivotsWithin(cut));
  const cost = served(packing).reduce((sum, count) => sum + count, 0);
  const bound = Math.max(cost, Math.floor(relaxation.bound + 1e-6));
  return { cost, bound, proof: servedProof(instance, relaxation, floors) };
}

/** By priority, without the lowest: how many replicas of it and above are served. */
function servedFloors(packing: Packing): ReadonlyMap<number, number> {
  const { items } = packing.instance;
  const counts = served(packing);
  const levels = [...new Set(items.map(({ priority }) => priority))].toSorted((a, b) => b - a);
  const floors = levels.slice(0, -1).map((level) => {
    const count = items.reduce((sum, { priority }, item) => sum + (priority >= level ? (counts[item] ?? 0) : 0), 0);
    return [level, count] as const;
  });
  return new Map(floors);
}

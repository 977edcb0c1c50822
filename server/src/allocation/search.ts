import type { AllocationRequest } from "./allocation.ts";
import { binsOf, demandOf, packingOf } from "./bins.ts";
import { costBound, volumePrices } from "./bound.ts";
import type { Choice, Found } from "./compose.ts";
import { cutOf } from "./cut.ts";
import { fleetOf } from "./fleet.ts";
import { packFleet } from "./fleet-greedy.ts";
import { type GreedySearch, packGreedily } from "./greedy.ts";
import { improvements } from "./improve.ts";
import { type Instance, readInstance } from "./instance.ts";
import { objectiveOf } from "./objective.ts";
import { asPartOf, isComplete, type Packing, priceOf, servedOnly } from "./packing.ts";
import { patternBound } from "./pattern-bound.ts";
import { boundOf, mostPrograms, type PoolMix, rootBranch, searchPoolMix } from "./pool-mix.ts";
import { pricesByName, proofOf } from "./proof.ts";

/** What every answer of a search shares. */
type Common = Pick<Found, "instance" | "objective" | "cut">;

/**
 * Searches for a placement, and yields what it has whenever that is better: a greedy packing, then one whose node
 * counts the linear program chose, then what columns and ruin and recreate make of the better one. Returns the last.
 */
export function* searchAllocation(request: AllocationRequest): Generator<Found, Found> {
  const cut = cutOf(request);
  const objective = objectiveOf(request);
  const instance = readInstance(request, objective.price);
  const common = { instance, objective, cut };
  const tools = { cut, large: request.largeSolver };
  const quick = isLarge(instance) ? packFleet(instance) : undefined;
  if (quick !== undefined) yield firstAnswer(common, quick);
  const root = once(() => rootBranch(instance, tools));
  const isBest = (packing: Packing): boolean =>
    isComplete(packing) && priceOf(packing) <= boundOf(instance, root()) * (1 + 1e-9);
  const greedy = quick ?? packGreedily(instance, { seed: request.seed, cut, isBest });
  const toServe = servedOnly(greedy.packing);
  const mix = searchPoolMix(toServe, isComplete(greedy.packing) ? root() : rootBranch(toServe, tools), {
    incumbent: priceOf(greedy.packing),
    // Greedy asks the program only for its bound; the search on a fleet improves more in the time of many programs.
    limit: request.policy.method === "greedy" || quick !== undefined ? 1 : mostPrograms,
    tools,
  });
  const choice = choose(request.policy.method, instance, greedy, mix);
  const iterations = greedy.iterations + mix.programs;
  const proven = { bound: mix.bound, proof: proofOf(instance, mix.root) };
  const found = { ...common, ...choice, ...proven, iterations };
  return yield* improved(request, toServe, found);
}

/** Items × pools from which on an instance is searched as a fleet. */
const largeInstance = 600;

function isLarge({ items, pools }: Instance): boolean {
  return items.length * pools.length > largeInstance;
}

/** A greedy answer with a bound that needs no solver. */
function firstAnswer(common: Common, greedy: GreedySearch): Found {
  const { instance } = common;
  const box = { least: instance.pools.map(({ min }) => min), most: instance.pools.map(({ max }) => max) };
  const prices = volumePrices(instance, box);
  const proven = { bound: costBound(instance, box, prices), proof: { prices: pricesByName(instance, prices) } };
  return { ...common, ...greedy, ...proven, method: "greedy" };
}

/** What a search by columns and by ruin and recreate makes of an answer, where cost decides and is not proven yet. */
function* improved(request: AllocationRequest, toServe: Instance, found: Found): Generator<Found, Found> {
  const { instance, objective, cut, bound } = found;
  const cost = priceOf(found.packing);
  const enough = (proven: number): number => proven * (1 + (request.targetGap ?? 0)) * (1 + 1e-9);
  if (request.policy.method === "greedy" || objective.name === "servedDemand" || cost <= enough(bound)) return found;
  yield found;
  let best = found;
  const fleet = fleetOf(toServe);
  const sunk = instance.pools.reduce((sum, { min, price }) => sum + min * price, 0);
  const search = improvements(fleet, demandOf(toServe), binsOf(found.packing, fleet), {
    seed: request.seed,
    iterations: request.iterations ?? usualIterations(found.packing),
    cut,
    isEnough: (each) => each + sunk <= enough(best.bound),
  });
  const how = { method: "linearProgramming", detail: "column generation, then ruin and recreate" } as const;
  for (const { bins, iterations, prices } of search) {
    const packing = asPartOf(instance, packingOf(toServe, fleet, bins));
    const proven = prices === undefined ? undefined : patternBound(toServe, fleet, demandOf(toServe), prices);
    const isTighter = proven !== undefined && proven.bound > best.bound;
    const isCheaper = priceOf(packing) < priceOf(best.packing) * (1 - 1e-9);
    best = {
      ...best,
      ...(isTighter && proven),
      ...(isCheaper && { ...how, packing }),
      iterations: found.iterations + iterations,
    };
    if (isTighter || isCheaper) yield best;
  }
  return best;
}

/** A second or two. */
function usualIterations({ nodes }: Packing): number {
  return Math.min(4000, 300 + 3 * nodes.length);
}

/** Made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
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

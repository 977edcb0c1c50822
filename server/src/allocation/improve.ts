import { packBlocks } from "./blocks.ts";
import type { Cut } from "./cut.ts";
import { type Bin, costOf, type Demand, type Fleet } from "./fleet.ts";
import { equalWeights } from "./pattern.ts";
import { randomNumbers } from "./random.ts";
import { improvable, ruinAndDive, ruinAndRecreate } from "./ruin.ts";

/** A packing that is cheaper than the one before. */
export interface Improvement {
  readonly bins: readonly Bin[];
  readonly cost: number;
  /** Steps so far. */
  readonly iterations: number;
  /** What one pod of each item is worth, where that may prove a bound: comes once. */
  readonly prices?: ArrayLike<number>;
}

export interface ImproveLimits {
  readonly seed: number;
  /** Most steps of ruin and recreate. */
  readonly iterations: number;
  readonly cut: Cut;
  /** Whether a cost is good enough to end the search. */
  readonly isEnough: (cost: number) => boolean;
}

/** The first improvement that is worth showing, as a share of the cost, and each further one. */
const worthShowing = 0.002;

/**
 * Improves a packing of the whole demand: first by column generation in blocks, then by ruin and recreate until the
 * cost is enough, nothing has got better for long, or the limits are reached. Ends with the best of all.
 */
export function* improvements(
  fleet: Fleet,
  demand: Demand,
  start: readonly Bin[],
  { seed, iterations, cut, isEnough }: ImproveLimits,
): Generator<Improvement> {
  const random = randomNumbers(seed);
  const weights = equalWeights(fleet);
  const blocks = packBlocks(fleet, demand, { random, cut, weights });
  const isBetter = blocks !== undefined && costOf(fleet, blocks.bins) < costOf(fleet, start);
  const state = improvable(fleet, isBetter ? blocks.bins : start, {
    value: blocks?.value ?? fleet.worth,
    weights,
    random,
  });
  let cost = costOf(fleet, state.bins);
  let shown = cost;
  let last = 0;
  let step = 0;
  if (isBetter || blocks?.isWhole) {
    yield { bins: [...state.bins], cost, iterations: 1, ...(blocks?.isWhole && { prices: blocks.value }) };
  }
  for (; step < iterations && step - last < patience(state.bins.length) && !isEnough(cost) && !cut.now(); step++) {
    const isWide = step % wideEvery === wideEvery - 1;
    const saved = isWide ? ruinAndDive(state, wide, cut) : ruinAndRecreate(state);
    if (saved > 1e-9 * cost) last = step;
    cost -= saved;
    if (cost > shown * (1 - worthShowing)) continue;
    shown = cost;
    yield { bins: [...state.bins], cost, iterations: step + 2 };
  }
  yield { bins: [...state.bins], cost: costOf(fleet, state.bins), iterations: step + 1 };
}

/** One step of so many empties many nodes at once, which takes as long as many small steps. */
const wideEvery = 400;

/** Nodes that a wide step empties. */
const wide = 24;

/** Steps without any gain after which more are not worth it. */
function patience(nodes: number): number {
  return 150 + 2 * nodes;
}

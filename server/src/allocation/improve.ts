import type { Cut } from "./cut.ts";
import { type Bin, costOf, type Demand, type Fleet } from "./fleet.ts";
import { randomNumbers } from "./random.ts";
import { improvable, ruinAndRecreate } from "./ruin.ts";
import { packWhole } from "./whole.ts";

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
const worthShowing = 0.005;

/**
 * Improves a packing of the whole demand: by column generation where that is not too large, then by ruin and recreate
 * until the cost is enough, nothing has got better for long, or the limits are reached. Ends with the best of all.
 */
export function* improvements(
  fleet: Fleet,
  demand: Demand,
  start: readonly Bin[],
  { seed, iterations, cut, isEnough }: ImproveLimits,
): Generator<Improvement> {
  const whole = packWhole(fleet, demand, cut);
  const isBetter = whole !== undefined && costOf(fleet, whole.bins) < costOf(fleet, start);
  const first = isBetter ? whole.bins : start;
  const state = improvable(fleet, first, whole?.value ?? fleet.worth, randomNumbers(seed));
  let cost = costOf(fleet, state.bins);
  if (whole !== undefined) yield { bins: first, cost, iterations: 1, prices: whole.value };
  let shown = cost;
  let last = 0;
  let step = 0;
  for (; step < iterations && step - last < patience(state.bins.length) && !isEnough(cost); step++) {
    if (step % stepsBetweenLooks === 0 && cut.now()) break;
    const saved = ruinAndRecreate(state);
    if (saved > 1e-9 * cost) last = step;
    cost -= saved;
    if (cost > shown * (1 - worthShowing)) continue;
    shown = cost;
    yield { bins: [...state.bins], cost, iterations: step + 2 };
  }
  yield { bins: [...state.bins], cost: costOf(fleet, state.bins), iterations: step + 1 };
}

/** A few milliseconds: a look at the clock takes as long as a part of a step. */
const stepsBetweenLooks = 8;

/** Steps without any gain after which more are not worth it. */
function patience(nodes: number): number {
  return 200 + 10 * nodes;
}

import { type Bin, contentsOf, costOf, type Demand, type Fleet } from "./fleet.ts";
import { equalWeights } from "./pattern.ts";
import { fillByPatterns } from "./pattern-greedy.ts";
import { type Filling, refill } from "./refill.ts";

/** A complete packing that is being improved, in place. */
export interface Improvable {
  readonly fleet: Fleet;
  readonly bins: Bin[];
  /** What one pod of each item is worth: prices of the relaxation, or shares of a node. */
  readonly value: ArrayLike<number>;
  readonly weights: readonly Float64Array[];
  readonly random: () => number;
  /** Order of items by size, by several notions of it. */
  readonly sizes: readonly Float64Array[];
  /** Nodes by pool that may still be opened. */
  readonly closed: number[];
}

/** Takes a packing up for improvement. */
export function improvable(
  fleet: Fleet,
  bins: readonly Bin[],
  value: ArrayLike<number>,
  random: () => number,
): Improvable {
  const closed = [...fleet.most];
  for (const { pool } of bins) closed[pool] = (closed[pool] ?? 0) - 1;
  return { fleet, bins: [...bins], value, weights: equalWeights(fleet), random, sizes: sizesOf(fleet), closed };
}

/**
 * Ruin and recreate: empties a few nodes that cost more than what they hold is worth, packs their pods anew in several
 * ways, and keeps the cheapest if it is not dearer. Returns what was saved.
 */
export function ruinAndRecreate(state: Improvable): number {
  const { bins, random } = state;
  const count = Math.min(bins.length, 3 + Math.floor(random() * 6));
  return replace(state, worstOf(state, count), (demand, most) => cheapestRefill(state, demand, most));
}

function replace(
  state: Improvable,
  chosen: readonly number[],
  recreate: (demand: Demand, most: readonly number[]) => readonly (readonly Bin[])[],
): number {
  const { fleet, bins, closed } = state;
  const removed = chosen.map((at) => bins[at]).filter((bin) => bin !== undefined);
  const most = [...closed];
  for (const { pool } of removed) most[pool] = (most[pool] ?? 0) + 1;
  const before = costOf(fleet, removed);
  let best: readonly Bin[] | undefined;
  let least = before + 1e-12 * before;
  for (const rebuilt of recreate(contentsOf(removed), most)) {
    const cost = costOf(fleet, rebuilt);
    if (cost > least) continue;
    best = rebuilt;
    least = cost;
  }
  if (best === undefined) return 0;
  for (const at of chosen.toSorted((a, b) => b - a)) removeAt(bins, at);
  for (const { pool } of removed) closed[pool] = (closed[pool] ?? 0) + 1;
  for (const bin of best) {
    bins.push(bin);
    closed[bin.pool] = (closed[bin.pool] ?? 0) - 1;
  }
  return before - least;
}

/** Order does not matter: the last takes the place of the one that goes. */
function removeAt(bins: Bin[], at: number): void {
  const last = bins.pop();
  if (last !== undefined && at < bins.length) bins[at] = last;
}

/** Indexes of nodes, each the one with the least value for its cost of four drawn at random. */
function worstOf({ fleet, bins, value, random }: Improvable, count: number): readonly number[] {
  const chosen = new Set<number>();
  for (let tries = 0; chosen.size < count && tries < 4 * count; tries++) {
    let worst = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let draw = 0; draw < 4; draw++) {
      const at = Math.floor(random() * bins.length);
      const bin = bins[at];
      if (bin === undefined || chosen.has(at)) continue;
      const waste = (fleet.price[bin.pool] ?? 0) - worthOf(bin, value);
      if (waste > most) {
        most = waste;
        worst = at;
      }
    }
    if (worst >= 0) chosen.add(worst);
  }
  return [...chosen];
}

function worthOf({ items, counts }: Demand, value: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < items.length; k++) sum += (counts[k] ?? 0) * (value[items[k] ?? 0] ?? 0);
  return sum;
}

function* cheapestRefillOf(state: Improvable, demand: Demand, most: readonly number[]): Generator<readonly Bin[]> {
  const { fleet, random, sizes, value, weights } = state;
  const jitter = new Float64Array(fleet.items);
  const jittered = random() < 0.5;
  for (const item of demand.items) jitter[item] = jittered ? 0.8 + 0.4 * random() : 1;
  for (const keys of sizes) {
    const size = (item: number): number => (keys[item] ?? 0) * (jitter[item] ?? 1);
    for (const opening of openings) {
      const bins = refill(fleet, demand, most, { size, opening });
      if (bins !== undefined) yield bins;
    }
  }
  const shaken = new Float64Array(fleet.items);
  for (const item of demand.items) shaken[item] = (value[item] ?? 0) * (0.9 + 0.2 * random());
  const bins = fillByPatterns(fleet, demand, most, { value: shaken, weights, steps: 60 });
  if (bins !== undefined) yield bins;
}

const openings: readonly Filling["opening"][] = ["share", "pods"];

function cheapestRefill(state: Improvable, demand: Demand, most: readonly number[]): readonly (readonly Bin[])[] {
  return [...cheapestRefillOf(state, demand, most)];
}

/** The largest share of a node that a pod takes, and the sum of its shares of the largest nodes, by item. */
function sizesOf({ share, request, items, resources }: Fleet): readonly Float64Array[] {
  const sum = new Float64Array(items);
  for (let k = 0; k < request.length; k++) {
    const item = Math.floor(k / resources);
    sum[item] = (sum[item] ?? 0) + (request[k] ?? 0);
  }
  return [share, sum];
}

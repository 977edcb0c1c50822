import { type Demand, type Fleet, isHosted, roomFor, takeRoom } from "./fleet.ts";

/** The most valuable contents of one node that were found, and how valuable any can be. */
export interface Pattern extends Demand {
  readonly value: number;
  /** No contents of a node of the pool are worth more. */
  readonly most: number;
}

/** What is asked: the pods that there are, what each is worth (by item), and how many steps the search may take. */
export interface PatternQuestion {
  readonly pool: number;
  readonly demand: Demand;
  readonly value: ArrayLike<number>;
  /**
   * What a node's resources are worth relative to each other, by resource. Any weights give a right answer, good ones
   * a quick one.
   */
  readonly weights: Float64Array;
  readonly steps: number;
}

/** Equal weights for the resources of each pool. */
export function equalWeights({ pools, resources }: Fleet): readonly Float64Array[] {
  return Array.from({ length: pools }, () => new Float64Array(resources).fill(1 / resources));
}

/**
 * Which pods make a node of the pool most valuable: a knapsack of several dimensions, by depth-first search over items
 * in the order of value for weight. Where the resources are added up with weights, the best item left bounds
 * what the rest of the room can bring; the first descent is the greedy answer.
 */
export function bestPattern(fleet: Fleet, question: PatternQuestion): Pattern {
  return bestOf(fleet, candidatesFor(fleet, question), question.steps);
}

/** The same for candidates that were brought into order before; their counts may have changed since. */
export function bestOf(fleet: Fleet, candidates: Candidates, steps: number): Pattern {
  const { pool, room } = candidates;
  const { capacity, resources } = fleet;
  const search: Search = {
    fleet,
    candidates,
    free: capacity.slice(pool * resources, (pool + 1) * resources),
    chosen: new Int32Array(candidates.length),
    best: new Int32Array(candidates.length),
    bestValue: 0,
    left: steps,
    cutAt: 0,
  };
  descend(search, 0, 0, room);
  const found = [...search.best.keys()].filter((k) => (search.best[k] ?? 0) > 0);
  return {
    items: found.map((k) => candidates.item[k] ?? 0),
    counts: found.map((k) => search.best[k] ?? 0),
    value: search.bestValue,
    most: Math.max(search.bestValue, search.cutAt),
  };
}

/** Items that a pool hosts by value for weight, the best first. */
export interface Candidates {
  readonly pool: number;
  /** What a whole node weighs. */
  readonly room: number;
  readonly length: number;
  readonly item: Int32Array;
  /** Pods that there are: whoever searches again may lower it. */
  readonly most: Int32Array;
  readonly value: Float64Array;
  readonly weight: Float64Array;
  readonly density: Float64Array;
  /** `k * resources + r`: the most value for the resource among the candidates from k on. */
  readonly densest: Float64Array;
}

interface Search {
  readonly fleet: Fleet;
  readonly candidates: Candidates;
  readonly free: Float64Array;
  readonly chosen: Int32Array;
  readonly best: Int32Array;
  bestValue: number;
  left: number;
  /** The largest bound of what was not searched. */
  cutAt: number;
}

function descend(search: Search, from: number, value: number, room: number): void {
  if (value > search.bestValue) {
    search.bestValue = value;
    search.best.set(search.chosen);
  }
  const { candidates, fleet, free } = search;
  for (let k = from; k < candidates.length; k++) {
    const bound = value + restBound(search, k, room);
    if (bound <= search.bestValue * (1 + 1e-12)) return;
    if (search.left <= 0) {
      search.cutAt = Math.max(search.cutAt, bound);
      return;
    }
    const item = candidates.item[k] ?? 0;
    const count = Math.min(candidates.most[k] ?? 0, roomFor(fleet, item, free, 0));
    if (count === 0) continue;
    takeRoom(fleet, item, count, free, 0);
    for (let n = count; n > 0; n--) {
      search.left--;
      search.chosen[k] = n;
      descend(search, k + 1, value + n * (candidates.value[k] ?? 0), room - n * (candidates.weight[k] ?? 0));
      takeRoom(fleet, item, -1, free, 0);
    }
    search.chosen[k] = 0;
  }
}

/** What candidates from k on can bring at most into the room that is left: by the weighted sum, or by one resource. */
function restBound({ candidates, fleet, free }: Search, k: number, room: number): number {
  const { resources } = fleet;
  let bound = (candidates.density[k] ?? 0) * room;
  for (let r = 0; r < resources; r++) {
    const densest = candidates.densest[k * resources + r] ?? 0;
    if (densest < Number.MAX_VALUE) bound = Math.min(bound, densest * Math.max(0, free[r] ?? 0));
  }
  return bound;
}

/** Brings the items of a question into order. */
export function candidatesFor(fleet: Fleet, { pool, demand, value, weights }: PatternQuestion): Candidates {
  const { request, resources } = fleet;
  const all: number[] = [];
  const density = new Float64Array(demand.items.length);
  const weight = new Float64Array(demand.items.length);
  for (let k = 0; k < demand.items.length; k++) {
    const item = demand.items[k] ?? 0;
    const worth = value[item] ?? 0;
    if (worth <= 0 || demand.counts[k] === 0 || !isHosted(fleet, item, pool)) continue;
    weight[k] = weightOf(request, weights, item * resources, resources);
    density[k] = (weight[k] ?? 0) > 0 ? worth / (weight[k] ?? 1) : Number.MAX_VALUE;
    all.push(k);
  }
  all.sort((a, b) => (density[b] ?? 0) - (density[a] ?? 0) || a - b);
  const item = Int32Array.from(all, (k) => demand.items[k] ?? 0);
  return {
    pool,
    room: weightOf(fleet.capacity, weights, pool * resources, resources),
    length: all.length,
    item,
    most: Int32Array.from(all, (k) => demand.counts[k] ?? 0),
    value: Float64Array.from(all, (k) => value[demand.items[k] ?? 0] ?? 0),
    weight: Float64Array.from(all, (k) => weight[k] ?? 0),
    density: Float64Array.from(all, (k) => density[k] ?? 0),
    densest: densestFrom(fleet, item, value),
  };
}

function densestFrom({ request, resources }: Fleet, items: Int32Array, value: ArrayLike<number>): Float64Array {
  const densest = new Float64Array(items.length * resources);
  for (let k = items.length - 1; k >= 0; k--) {
    const item = items[k] ?? 0;
    for (let r = 0; r < resources; r++) {
      const asked = request[item * resources + r] ?? 0;
      const own = asked > 0 ? (value[item] ?? 0) / asked : Number.MAX_VALUE;
      densest[k * resources + r] = Math.max(own, densest[(k + 1) * resources + r] ?? 0);
    }
  }
  return densest;
}

function weightOf(amounts: ArrayLike<number>, weights: Float64Array, at: number, resources: number): number {
  let sum = 0;
  for (let r = 0; r < resources; r++) sum += (weights[r] ?? 0) * (amounts[at + r] ?? 0);
  return sum;
}

/**
 * Moves the weights toward resources that the fractional answer overloads: a subgradient step on the bound that the
 * weights give. They are kept so that a whole node weighs 1.
 */
export function adjustWeights(fleet: Fleet, question: PatternQuestion, step: number): void {
  const { pool, weights } = question;
  const { capacity, resources } = fleet;
  const { load } = fractionalAnswer(fleet, question);
  let total = 0;
  for (let r = 0; r < resources; r++) {
    const whole = capacity[pool * resources + r] ?? 0;
    const use = whole > 0 ? Math.min(3, (load[r] ?? 0) / whole) : 0;
    weights[r] = whole > 0 ? Math.max(1e-6, (weights[r] ?? 0) * Math.exp(step * (use - 1))) : 0;
    total += (weights[r] ?? 0) * whole;
  }
  for (let r = 0; r < resources; r++) weights[r] = total > 0 ? (weights[r] ?? 0) / total : 0;
}

/** Looks for the weights that give the least bound: worth its time before a search that is to prove something. */
export function sharpenWeights(fleet: Fleet, question: PatternQuestion): void {
  let best = question.weights.slice();
  let least = fractionalAnswer(fleet, question).value;
  for (let turn = 0; turn < 60; turn++) {
    adjustWeights(fleet, question, 1 / (1 + turn / 4));
    const { value } = fractionalAnswer(fleet, question);
    if (value >= least) continue;
    least = value;
    best = question.weights.slice();
  }
  question.weights.set(best);
}

/**
 * The best contents if only the weighted sum had to fit and pods could be divided: what they are worth, which bounds
 * all contents, and what they take of each resource.
 */
function fractionalAnswer(
  fleet: Fleet,
  question: PatternQuestion,
): { readonly value: number; readonly load: Float64Array } {
  const { pool, weights } = question;
  const { capacity, request, resources } = fleet;
  const load = new Float64Array(resources);
  let value = 0;
  let room = weightOf(capacity, weights, pool * resources, resources);
  const candidates = candidatesFor(fleet, question);
  for (let k = 0; k < candidates.length && room > 0; k++) {
    const item = candidates.item[k] ?? 0;
    const weight = candidates.weight[k] ?? 0;
    const most = candidates.most[k] ?? 0;
    const count = weight > 0 ? Math.min(most, room / weight) : most;
    for (let r = 0; r < resources; r++) load[r] = (load[r] ?? 0) + count * (request[item * resources + r] ?? 0);
    value += count * (candidates.value[k] ?? 0);
    room -= count * weight;
  }
  return { value, load };
}

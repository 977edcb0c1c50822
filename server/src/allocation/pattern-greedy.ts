import type { Bin, Demand, Fleet } from "./fleet.ts";
import { bestOf, type Candidates, candidatesFor, type Pattern } from "./pattern.ts";

/** What a pattern greedy goes by: what each pod is worth, weights of each pool's resources, steps of each search. */
export interface PatternGreedy {
  readonly value: ArrayLike<number>;
  readonly weights: readonly Float64Array[];
  readonly steps: number;
}

/**
 * Opens the node whose most valuable contents are worth most for what it costs, as often as there are pods for it, and
 * so on with the rest. Undefined where the pods do not fit into the nodes that may be opened.
 */
export function fillByPatterns(
  fleet: Fleet,
  demand: Demand,
  most: readonly number[],
  greedy: PatternGreedy,
): readonly Bin[] | undefined {
  const left = new Int32Array(fleet.items);
  for (const [k, item] of demand.items.entries()) left[item] = demand.counts[k] ?? 0;
  const open = [...most];
  const bins: Bin[] = [];
  const patterns = new Map<number, Pattern>();
  const candidates = candidatesByPool(fleet, demand, greedy);
  let rest = demand.counts.reduce((sum, count) => sum + count, 0);
  while (rest > 0) {
    renewPatterns(fleet, { patterns, candidates, left, open }, greedy.steps);
    const best = mostForItsPrice(fleet, patterns);
    if (best === undefined) return undefined;
    const { pool, pattern } = best;
    const times = Math.min(open[pool] ?? 0, timesThere(pattern, left));
    for (let n = 0; n < times; n++) bins.push({ pool, items: pattern.items, counts: pattern.counts });
    for (const [k, item] of pattern.items.entries()) {
      left[item] = (left[item] ?? 0) - times * (pattern.counts[k] ?? 0);
      rest -= times * (pattern.counts[k] ?? 0);
    }
    open[pool] = (open[pool] ?? 0) - times;
  }
  return bins;
}

interface Unfinished {
  /** The best contents of each pool's next node. */
  readonly patterns: Map<number, Pattern>;
  readonly candidates: readonly Candidates[];
  readonly left: Int32Array;
  readonly open: readonly number[];
}

/** A pool's pattern stays as long as there are pods for it. */
function renewPatterns(fleet: Fleet, { patterns, candidates, left, open }: Unfinished, steps: number): void {
  for (let pool = 0; pool < fleet.pools; pool++) {
    const known = patterns.get(pool);
    if ((open[pool] ?? 0) < 1) patterns.delete(pool);
    else if (known === undefined || timesThere(known, left) < 1) {
      const own = candidates[pool];
      if (own === undefined) continue;
      for (let k = 0; k < own.length; k++) own.most[k] = left[own.item[k] ?? 0] ?? 0;
      patterns.set(pool, bestOf(fleet, own, steps));
    }
  }
}

function candidatesByPool(
  fleet: Fleet,
  demand: Demand,
  { value, weights, steps }: PatternGreedy,
): readonly Candidates[] {
  return Array.from({ length: fleet.pools }, (_, pool) =>
    candidatesFor(fleet, { pool, demand, value, weights: weights[pool] ?? new Float64Array(), steps }),
  );
}

/** How often the contents can be made of what is left. */
function timesThere({ items, counts }: Demand, left: Int32Array): number {
  let times = Number.POSITIVE_INFINITY;
  for (let k = 0; k < items.length; k++) times = Math.min(times, (left[items[k] ?? 0] ?? 0) / (counts[k] ?? 1));
  return items.length === 0 ? 0 : Math.floor(times);
}

function mostForItsPrice(
  { price }: Fleet,
  patterns: ReadonlyMap<number, Pattern>,
): { readonly pool: number; readonly pattern: Pattern } | undefined {
  let best: { readonly pool: number; readonly pattern: Pattern } | undefined;
  let most = -1;
  for (const [pool, pattern] of patterns) {
    const ratio = pattern.items.length === 0 ? -1 : pattern.value / Math.max(1e-9, price[pool] ?? 0);
    if (ratio > most) {
      most = ratio;
      best = { pool, pattern };
    }
  }
  return best;
}

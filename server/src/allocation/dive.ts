import { type ColumnPacking, type ColumnSearch, packByColumns } from "./columns.ts";
import { type Bin, type Demand, type Fleet, stillThere } from "./fleet.ts";
import { refill } from "./refill.ts";

export interface Dive {
  readonly bins: readonly Bin[];
  /** The relaxation of the whole, from which the dive went down. */
  readonly root: ColumnPacking;
}

/**
 * A real packing from a relaxed one: what the relaxation uses whole times is kept, then, of what is left, the contents
 * that it uses most; and what remains is relaxed anew, with counts as they are now. Undefined where the pods do not
 * fit into the nodes that may be opened, or the cut came before the relaxation.
 */
export function dive(fleet: Fleet, demand: Demand, most: readonly number[], search: ColumnSearch): Dive | undefined {
  const left = new Int32Array(fleet.items);
  for (const [k, item] of demand.items.entries()) left[item] = demand.counts[k] ?? 0;
  const open = [...most];
  const bins: Bin[] = [];
  let root: ColumnPacking | undefined;
  let columns: readonly Bin[] = search.bins;
  for (;;) {
    const rest = stillThere(demand.items, left);
    if (rest.items.length === 0) break;
    const rounds = root === undefined ? search.rounds : Math.min(search.rounds, 8);
    const packing = packByColumns(fleet, rest, open, { ...search, bins: trimmed(columns, left), rounds });
    root ??= packing;
    const kept = search.cut.now() ? [] : keep(fleet, packing, left, open);
    if (kept.length === 0) return finish(fleet, { bins, root }, rest, open);
    bins.push(...kept);
    columns = packing.bins;
  }
  return root === undefined ? undefined : { bins, root };
}

/** Contents as far as there are pods for them; each once. */
function trimmed(bins: readonly Bin[], left: Int32Array): readonly Bin[] {
  const kept = new Map<string, Bin>();
  for (const { pool, items, counts } of bins) {
    const some = [...items.keys()].filter((k) => (left[items[k] ?? 0] ?? 0) > 0);
    if (some.length === 0) continue;
    const bin = {
      pool,
      items: some.map((k) => items[k] ?? 0),
      counts: some.map((k) => Math.min(counts[k] ?? 0, left[items[k] ?? 0] ?? 0)),
    };
    kept.set(`${pool}:${bin.items.join()}:${bin.counts.join()}`, bin);
  }
  return [...kept.values()];
}

/** What rounding up may waste before the rest is relaxed anew, as a share of what the rest costs. */
const wasteAtOnce = 0.01;

/** Takes contents out of what is left: whole uses; where there are none, those that waste least when rounded up. */
function keep(fleet: Fleet, { used, cost }: ColumnPacking, left: Int32Array, open: number[]): readonly Bin[] {
  const kept: Bin[] = [];
  for (const { bin, times } of used) {
    const whole = Math.floor(times + 1e-3);
    for (let n = 0; n < whole && isThere(bin, left, open); n++) kept.push(takeOut(bin, left, open));
  }
  if (kept.length > 0) return kept;
  const waste = ({ bin, times }: (typeof used)[number]): number => (fleet.price[bin.pool] ?? 0) * (1 - times);
  let wasted = 0;
  for (const each of used.toSorted((a, b) => waste(a) - waste(b))) {
    wasted += waste(each);
    if (kept.length > 0 && wasted > wasteAtOnce * cost) break;
    if (isThere(each.bin, left, open)) kept.push(takeOut(each.bin, left, open));
  }
  return kept;
}

function isThere({ pool, items, counts }: Bin, left: Int32Array, open: readonly number[]): boolean {
  return (open[pool] ?? 0) > 0 && items.every((item, k) => (left[item] ?? 0) >= (counts[k] ?? 0));
}

function takeOut(bin: Bin, left: Int32Array, open: number[]): Bin {
  for (const [k, item] of bin.items.entries()) left[item] = (left[item] ?? 0) - (bin.counts[k] ?? 0);
  open[bin.pool] = (open[bin.pool] ?? 0) - 1;
  return bin;
}

/** What is left when the relaxation gives nothing to keep goes in by size. */
function finish(fleet: Fleet, { bins, root }: Dive, rest: Demand, open: readonly number[]): Dive | undefined {
  const last = refill(fleet, rest, open, { size: (item) => fleet.share[item] ?? 0, opening: "pods" });
  return last === undefined ? undefined : { bins: [...bins, ...last], root };
}

import { packByColumns } from "./columns.ts";
import type { Cut } from "./cut.ts";
import { dive } from "./dive.ts";
import { type Bin, costOf, type Demand, type Fleet } from "./fleet.ts";
import { refill } from "./refill.ts";

/** Largest number of items whose columns are searched together: the time grows faster than their number. */
const largestBlock = 64;

/** Up to so many items all are searched together, for what their prices then prove. */
const largestWhole = 120;

/** A packing of a whole demand, and what one pod of each item is worth. */
export interface BlockPacking {
  readonly bins: readonly Bin[];
  readonly value: Float64Array;
  /** Whether all items were searched together, to the end: then their values are prices of the whole. */
  readonly isWhole: boolean;
}

export interface BlockTools {
  readonly random: () => number;
  readonly cut: Cut;
  readonly weights: readonly Float64Array[];
}

/**
 * Packs block by block, each greedily and by column generation, whichever is cheaper. Blocks are of items that ask for
 * the same resources, so that few blocks share the dear nodes, and drawn at random among these: a part of many items
 * is nearly as well mixed as the whole. After a cut the rest is packed greedily. Undefined where nodes are so few that
 * the last blocks do not fit into what the first ones leave.
 */
export function packBlocks(fleet: Fleet, demand: Demand, tools: BlockTools): BlockPacking | undefined {
  if (demand.items.length <= largestWhole) return packWhole(fleet, demand, tools);
  const open = [...fleet.most];
  const value = fleet.worth.slice();
  const bins: Bin[] = [];
  for (const block of blocksOf(fleet, demand, tools.random)) {
    const packed = packBlock(fleet, block, open, tools, value);
    if (packed === undefined) return undefined;
    for (const { pool } of packed) open[pool] = (open[pool] ?? 0) - 1;
    bins.push(...packed);
  }
  return { bins, value, isWhole: false };
}

/** Prices are worth more exact columns once there are real packings to compare with. */
function packWhole(fleet: Fleet, demand: Demand, { cut, weights }: BlockTools): BlockPacking | undefined {
  const first = dive(fleet, demand, fleet.most, { bins: [], weights, rounds: 80, steps: 200, cut });
  if (first === undefined || cut.now()) return undefined;
  let { root } = first;
  for (const steps of [2_000, 20_000]) {
    root = packByColumns(fleet, demand, fleet.most, { bins: root.bins, weights, rounds: 30, steps, cut });
  }
  return { bins: first.bins, value: root.value, isWhole: !cut.now() };
}

function packBlock(
  fleet: Fleet,
  block: Demand,
  open: readonly number[],
  { cut, weights }: BlockTools,
  value: Float64Array,
): readonly Bin[] | undefined {
  const size = (item: number): number => fleet.share[item] ?? 0;
  const greedy = refill(fleet, block, open, { size, opening: "share" });
  if (cut.now()) return greedy;
  const dived = dive(fleet, block, open, { bins: [], weights, rounds: 40, steps: 200, cut });
  if (dived === undefined) return greedy;
  for (const item of block.items) value[item] = dived.root.value[item] ?? 0;
  return greedy !== undefined && costOf(fleet, greedy) <= costOf(fleet, dived.bins) ? greedy : dived.bins;
}

function blocksOf(fleet: Fleet, { items, counts }: Demand, random: () => number): readonly Demand[] {
  const kinds = new Map<string, number[]>();
  for (const k of items.keys()) {
    const kind = askedResources(fleet, items[k] ?? 0);
    kinds.set(kind, [...(kinds.get(kind) ?? []), k]);
  }
  return [...kinds.values()].flatMap((alike) => {
    const blocks = Math.ceil(alike.length / largestBlock);
    const shuffled = alike
      .map((k) => ({ k, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ k }) => k);
    return Array.from({ length: blocks }, (_, block) => {
      const own = shuffled.filter((__, turn) => turn % blocks === block).sort((a, b) => a - b);
      return { items: own.map((k) => items[k] ?? 0), counts: own.map((k) => counts[k] ?? 0) };
    });
  });
}

function askedResources({ request, resources }: Fleet, item: number): string {
  return [...request.subarray(item * resources, (item + 1) * resources)].map((asked) => (asked > 0 ? 1 : 0)).join("");
}

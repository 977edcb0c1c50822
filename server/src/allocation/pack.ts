import { downsize } from "./downsize.ts";
import { dominantShare, type Instance, podsThatFit } from "./instance.ts";
import { canOpen, fillNode, type OpenNode, openNode, type Packing, requestOf, startPacking, take } from "./packing.ts";

/** How to pack: items in which order, into which open node, and which node to open when none has room. */
export interface Recipe {
  /** Indexes of items; those left out are not placed. */
  readonly order: readonly number[];
  /** The first node with room, or the fullest. */
  readonly fit: "first" | "best";
  /**
   * The pool where one pod's dominant share costs least, or the one that costs least for what the node would hold if
   * it were filled with the items still to come.
   */
  readonly opening: "share" | "filled";
  /** Nodes to begin with, by pool, where they are more than the minimum. */
  readonly counts?: readonly number[];
}

/** Packs items one after the other, then downsizes the nodes. */
export function pack(instance: Instance, { order, fit, opening, counts }: Recipe): Packing {
  const packing = startPacking(instance, counts);
  for (const [at, item] of order.entries()) {
    for (const node of candidates(packing, item, fit)) {
      if (packing.left[item] === 0) break;
      fillNode(packing, node, item);
    }
    while ((packing.left[item] ?? 0) > 0) {
      const pool = opening === "share" ? cheapestShare(packing, item) : cheapestFilled(packing, order.slice(at));
      if (pool === undefined) break;
      fillNode(packing, openNode(packing, pool), item);
    }
  }
  downsize(packing);
  return packing;
}

function candidates({ instance, nodes }: Packing, item: number, fit: Recipe["fit"]): readonly OpenNode[] {
  const hosts = instance.items[item]?.hosts ?? [];
  const request = requestOf(instance, item);
  const fitting = nodes.filter(({ pool, free }) => hosts.includes(pool) && podsThatFit(request, free) > 0);
  if (fit === "first") return fitting;
  const slack = new Map(fitting.map((node) => [node, slackOf(instance, node)]));
  return fitting.toSorted((a, b) => (slack.get(a) ?? 0) - (slack.get(b) ?? 0));
}

/** How empty a node is: the sum of the free parts of its resources. */
function slackOf({ pools }: Instance, { pool, free }: OpenNode): number {
  const capacity = pools[pool]?.capacity ?? free;
  let slack = 0;
  for (let r = 0; r < free.length; r++) {
    const whole = capacity[r] ?? 0;
    if (whole > 0) slack += (free[r] ?? 0) / whole;
  }
  return slack;
}

function cheapestShare(packing: Packing, item: number): number | undefined {
  const { pools, items } = packing.instance;
  return cheapest(packing, item, (p) => {
    const pool = pools[p];
    const request = items[item]?.request;
    return pool === undefined || request === undefined ? 0 : pool.price * dominantShare(request, pool.capacity);
  });
}

function cheapestFilled(packing: Packing, rest: readonly number[]): number | undefined {
  const item = rest[0];
  if (item === undefined) return undefined;
  return cheapest(packing, item, (p) => {
    const price = packing.instance.pools[p]?.price ?? 0;
    const worth = worthOfFilled(packing, p, rest);
    return worth > 0 ? price / worth : price;
  });
}

/** The pool of least score in which a node for the item may be opened; the first of equals. */
function cheapest(packing: Packing, item: number, score: (pool: number) => number): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const p of packing.instance.items[item]?.hosts ?? []) {
    if (!canOpen(packing, p)) continue;
    const value = score(p);
    if (best === undefined || value < least) {
      best = p;
      least = value;
    }
  }
  return best;
}

/** What a new node of the pool would hold, filled in the given order, each pod at what its share costs where it is cheapest. */
function worthOfFilled({ instance, left }: Packing, pool: number, rest: readonly number[]): number {
  const free = (instance.pools[pool]?.capacity ?? new Float64Array()).slice();
  let worth = 0;
  for (const index of rest) {
    const item = instance.items[index];
    if (item === undefined || !item.hosts.includes(pool)) continue;
    const count = Math.min(left[index] ?? 0, podsThatFit(item.request, free));
    if (count === 0) continue;
    take(free, item.request, count);
    worth += count * item.worth;
  }
  return worth;
}

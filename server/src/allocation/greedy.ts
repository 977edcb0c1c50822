import type { Cut } from "./cut.ts";
import type { Instance, Item } from "./instance.ts";
import { byPriority, type PackingOrder, packingOrders, scarcityOrder, sequence } from "./orders.ts";
import { pack, type Recipe } from "./pack.ts";
import { type Attempt, asPartOf, isBetter, isComplete, type Packing, servedOnly } from "./packing.ts";
import { randomNumbers } from "./random.ts";

export interface GreedySearch extends Attempt {
  /** Packings tried. */
  readonly iterations: number;
}

/** What a search is given beside its instance. */
export interface SearchLimits {
  readonly seed: number;
  readonly cut: Cut;
  /** Whether a packing is known to be the best there is; asked once, before the restarts. */
  readonly isBest: (packing: Packing) => boolean;
}

const fits = ["first", "best"] as const;
const openings = ["share", "filled"] as const;

/** Packings with shaken orders, after the plain ones. */
const restarts = 64;

/** Nodes × items of all packings of a search: about half a second, so that thousands of shapes get fewer packings. */
const mostWork = 4_000_000;

/**
 * First-fit and best-fit decreasing under several orders, then restarts with shaken orders; the best of all. When
 * not everything can be placed, strict priority decides who is served, and those are packed anew for less.
 */
export function packGreedily(instance: Instance, limits: SearchLimits): GreedySearch {
  const orders = packingOrders(instance);
  const everything = searchBest(instance, orders, limits);
  if (isComplete(everything.packing)) return everything;
  const short = searchBest(instance, [scarcityOrder(instance), ...orders], limits, { before: everything });
  const cheaper = searchBest(servedOnly(short.packing), orders, { ...limits, isBest: () => false });
  const repacked = { ...cheaper, packing: asPartOf(instance, cheaper.packing) };
  const best = isBetter(repacked.packing, short.packing) ? repacked : short;
  return { ...best, iterations: short.iterations + cheaper.iterations };
}

/** With `before`, an attempt that could not serve everything, priority goes before size. */
function searchBest(
  instance: Instance,
  orders: readonly PackingOrder[],
  { seed, cut, isBest }: SearchLimits,
  { before }: { readonly before?: GreedySearch } = {},
): GreedySearch {
  const prioritized = before === undefined ? (order: PackingOrder): PackingOrder => order : byPriority;
  const plain = fits.flatMap((fit) => openings.flatMap((opening) => orders.map((order) => ({ order, fit, opening }))));
  const random = randomNumbers(seed);
  const turns = instance.items.length < 2 ? 1 : plain.length + restarts;
  let best: Attempt = before ?? nothingPlaced(instance);
  let iterations = before?.iterations ?? 0;
  let work = 0;
  for (let turn = 0; turn < turns && work < mostWork && (turn === 0 || !cut.now()); turn++) {
    if (turn === plain.length && isBest(best.packing)) break;
    const way = plain[turn] ?? shaken(plain[Math.floor(random() * plain.length)], random);
    if (way === undefined) break;
    const order = prioritized(way.order);
    const packing = pack(instance, { ...way, order: sequence(instance, order) });
    iterations++;
    work += packing.nodes.length * instance.items.length;
    if (isBetter(packing, best.packing)) best = { packing, detail: `${way.fit}-fit decreasing by ${order.name}` };
  }
  return { ...best, iterations };
}

interface Way extends Pick<Recipe, "fit" | "opening"> {
  readonly order: PackingOrder;
}

/** The same way with every size moved by up to a fifth, at random. */
function shaken(way: Way | undefined, random: () => number): Way | undefined {
  if (way === undefined) return undefined;
  const { name, key } = way.order;
  const shakenKey = (item: Item): readonly number[] => key(item).map((value) => value * (0.8 + 0.4 * random()));
  return { ...way, order: { name: `${name}, shaken`, key: shakenKey } };
}

function nothingPlaced(instance: Instance): Attempt {
  return { packing: pack(instance, { order: [], fit: "first", opening: "share" }), detail: "nothing to place" };
}

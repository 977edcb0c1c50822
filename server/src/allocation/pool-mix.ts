import { type Box, costBound } from "./bound.ts";
import type { Cut } from "./cut.ts";
import type { Instance } from "./instance.ts";
import { type MayPivot, type Solving, solverTolerance } from "./linear-program.ts";
import { packingOrders, sequence } from "./orders.ts";
import { pack } from "./pack.ts";
import { type Attempt, isBetter, isComplete, priceOf } from "./packing.ts";
import { type Relaxation, relax } from "./relaxation.ts";

/** The integer program over node counts, as far as it was searched. */
export interface PoolMix {
  /** The cheapest real packing found with node counts of the program, if any. */
  readonly best: Attempt | undefined;
  readonly root: Branch;
  /** No placement of the same pods costs less. */
  readonly bound: number;
  /** Linear programs solved. */
  readonly programs: number;
}

/** A part of the search: node counts within a box, and the two parts into which it was split. */
export interface Branch {
  readonly box: Box;
  readonly relaxation: Relaxation;
  /** Counts of `pool` up to `nodes`, and those above. */
  split?: { readonly pool: number; readonly nodes: number; readonly upTo: Branch; readonly above: Branch };
}

/** Programs that settle the node counts of ten pools in most cases. */
export const mostPrograms = 150;

/** Numbers that the pivots of a first program, and of all others together, may touch: about a second each. */
const mostWork = { first: 1e9, others: 3e8 };

/** Leave to pivot until the work or the time is spent. */
export function pivotsWithin(cut: Cut, work: number = mostWork.first): MayPivot {
  let left = work;
  return (cells) => {
    left -= cells;
    return left > 0 && !cut.now();
  };
}

/** What a search is given by the host. */
export interface SearchTools {
  readonly cut: Cut;
  readonly large: Solving["large"];
}

/** All node counts that the pools allow, relaxed. */
export function rootBranch(instance: Instance, { cut, large }: SearchTools): Branch {
  const { pools } = instance;
  const box: Box = { least: pools.map(({ min }) => min), most: pools.map(({ max }) => max) };
  return { box, relaxation: relax(instance, box, { mayPivot: pivotsWithin(cut), large }) };
}

/**
 * Branch and bound over the number of nodes in each pool. Each part is bounded by its linear relaxation; the counts
 * that the relaxation suggests are really packed, because counts that suffice in sum often cannot be packed. Only
 * packings count as answers. `incumbent` is the cost of the best packing known before, `limit` the number of programs.
 */
export function searchPoolMix(
  instance: Instance,
  root: Branch,
  { incumbent, limit, tools }: { readonly incumbent: number; readonly limit: number; readonly tools: SearchTools },
): PoolMix {
  const solving = { mayPivot: pivotsWithin(tools.cut, mostWork.others), large: tools.large };
  const tried = new Set<string>();
  let open: readonly Branch[] = [root];
  let settled = Number.POSITIVE_INFINITY;
  let best: Attempt | undefined;
  let programs = 1;
  for (;;) {
    const branch = open.reduce<Branch | undefined>(
      (a, b) => (a && boundOf(instance, a) <= boundOf(instance, b) ? a : b),
      undefined,
    );
    if (branch === undefined) break;
    best = packCounts(instance, branch, best, tried);
    const cheapest = Math.min(incumbent, best === undefined ? incumbent : priceOf(best.packing));
    if (boundOf(instance, branch) >= cheapest * (1 - 1e-9) || programs >= limit || !solving.mayPivot(0)) break;
    const parts = splitBranch(instance, branch, solving);
    if (parts.length === 0) settled = Math.min(settled, boundOf(instance, branch));
    open = [...open.filter((each) => each !== branch), ...parts];
    programs += parts.length;
  }
  const bound = Math.min(settled, ...open.map((branch) => boundOf(instance, branch)));
  return { best, root, bound, programs };
}

/** The bound of a part; where every node costs the same, a whole number of nodes. */
export function boundOf({ pools }: Instance, { relaxation: { bound } }: Branch): number {
  const price = pools[0]?.price ?? 0;
  if (price <= 0 || pools.some((pool) => pool.price !== price)) return bound;
  return Math.ceil(bound / price - solverTolerance) * price;
}

/** Packs into the counts that a relaxation suggests, each rounded up; more nodes are opened where these do not hold all. */
function packCounts(
  instance: Instance,
  { relaxation: { nodes } }: Branch,
  best: Attempt | undefined,
  tried: Set<string>,
): Attempt | undefined {
  if (nodes === undefined) return best;
  const counts = nodes.map((count) => Math.ceil(count - solverTolerance));
  if (tried.has(counts.join())) return best;
  tried.add(counts.join());
  let found = best;
  for (const order of packingOrders(instance)) {
    const packing = pack(instance, { order: sequence(instance, order), fit: "best", opening: "share", counts });
    if (isComplete(packing) && isBetter(packing, found?.packing)) {
      found = { packing, detail: `node counts of the linear program, best-fit decreasing by ${order.name}` };
    }
  }
  return found;
}

/** The two halves at the pool whose count is most fractional; none where all counts are whole. */
function splitBranch(instance: Instance, branch: Branch, solving: Solving): readonly Branch[] {
  const { nodes = [] } = branch.relaxation;
  const fractions = nodes.map((count) => Math.abs(count - Math.round(count)));
  const most = Math.max(0, ...fractions);
  if (most <= solverTolerance) return [];
  const pool = fractions.indexOf(most);
  const whole = Math.floor(nodes[pool] ?? 0);
  const { box } = branch;
  const upTo = bounded(instance, branch, { ...box, most: box.most.with(pool, whole) }, solving);
  const above = bounded(instance, branch, { ...box, least: box.least.with(pool, whole + 1) }, solving);
  branch.split = { pool, nodes: whole, upTo, above };
  return [upTo, above];
}

/** A part's own relaxation, with its parent's prices where these prove more. */
function bounded(instance: Instance, parent: Branch, box: Box, solving: Solving): Branch {
  const relaxation = relax(instance, box, solving);
  const { prices } = parent.relaxation;
  const inherited = costBound(instance, box, prices);
  return { box, relaxation: inherited > relaxation.bound ? { ...relaxation, prices, bound: inherited } : relaxation };
}

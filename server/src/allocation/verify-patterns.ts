import type { NodePool } from "../workload/supply.ts";
import type { Amounts } from "../workload/workload.ts";
import type { PodShape, Proof } from "./allocation.ts";

/** Like pods, with the rooms of the pools where one can run. */
export interface Lot {
  readonly shape: PodShape;
  readonly count: number;
  readonly hosts: readonly { readonly pool: string; readonly room: Amounts }[];
}

/**
 * For the verifier: what all pods together are worth, if no contents of a node are worth more than the node costs; then
 * no placement costs less. Negative infinity where that cannot be shown.
 */
export function provenByPatterns(
  lots: readonly Lot[],
  pools: readonly NodePool[],
  price: (pool: NodePool) => number,
  { pods, weights }: Extract<Proof, { readonly pods: unknown }>,
): number {
  const worths = lots.map(({ shape }) => (Object.hasOwn(pods, shape.workload) ? (pods[shape.workload] ?? 0) : 0));
  if (worths.some((worth) => !(worth >= 0))) return Number.NEGATIVE_INFINITY;
  const isWithin = pools.every((pool) =>
    noContentsAbove(price(pool), kindsIn(pool, lots, worths, weights[pool.name] ?? {})),
  );
  return isWithin
    ? lots.reduce((sum, { count }, index) => sum + count * (worths[index] ?? 0), 0)
    : Number.NEGATIVE_INFINITY;
}

/** Pods that a pool hosts and that are alike in it. */
interface Kind {
  /** Shares of one of its nodes, by resource; the last is of the weighted sum of all. */
  readonly shares: readonly number[];
  readonly worth: number;
  readonly count: number;
}

/** The most worth for its weight comes first. */
function kindsIn(
  { name: pool }: NodePool,
  lots: readonly Lot[],
  worths: readonly number[],
  weights: Amounts,
): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const [index, { shape, count, hosts }] of lots.entries()) {
    const room = hosts.find((host) => host.pool === pool)?.room;
    if (room === undefined) continue;
    const names = Object.keys(room).filter((name) => (room[name] ?? 0) > 0);
    const shares = names.map(
      (name) => Math.max(0, name === "pods" ? 1 : (shape.requests[name] ?? 0)) / (room[name] ?? 1),
    );
    const parts = names.map((name) => Math.max(0, weights[name] ?? 0));
    const whole = parts.reduce((sum, part) => sum + part, 0);
    const weight = shares.reduce((sum, share, r) => sum + share * (parts[r] ?? 0), 0) / (whole || 1);
    const kind = { shares: [...shares, weight], worth: worths[index] ?? 0, count };
    const key = [kind.worth, ...shares].join();
    kinds.set(key, { ...kind, count: count + (kinds.get(key)?.count ?? 0) });
  }
  const weightOf = ({ shares }: Kind): number => shares.at(-1) ?? 0;
  return [...kinds.values()].sort((a, b) => b.worth * weightOf(a) - a.worth * weightOf(b));
}

/** Steps after which a search that has shown nothing is given up. */
const mostSteps = 3_000_000;

/**
 * Whether no pods that fit a node together are worth more than it costs. All combinations are tried but those for which
 * too little is left, of one resource or of the weighted sum, for what is missing.
 */
function noContentsAbove(price: number, kinds: readonly Kind[]): boolean {
  const limit = price * (1 + 1e-9);
  const free = (kinds[0]?.shares ?? []).map(() => 1 + 1e-9);
  const densest = densestFrom(kinds);
  let steps = 0;
  const mayExceed = (k: number, worth: number): boolean =>
    (densest[k] ?? []).every((most, r) => worth + most * Math.max(0, free[r] ?? 0) > limit);
  const take = ({ shares }: Kind, count: number): void => {
    for (let r = 0; r < shares.length; r++) free[r] = (free[r] ?? 0) - count * (shares[r] ?? 0);
  };
  const allBelowWith = (k: number, kind: Kind, worth: number): boolean => {
    for (let n = countThatFits(kind, free); n > 0; n--) {
      take(kind, n);
      const isBelow = allBelow(k + 1, worth + n * kind.worth);
      take(kind, -n);
      if (!isBelow) return false;
    }
    return true;
  };
  const allBelow = (from: number, worth: number): boolean => {
    if (worth > limit || ++steps > mostSteps) return false;
    for (let k = from; k < kinds.length && mayExceed(k, worth); k++) {
      const kind = kinds[k];
      if (kind === undefined || !allBelowWith(k, kind, worth)) return false;
    }
    return true;
  };
  return allBelow(0, 0);
}

function countThatFits({ shares, count }: Kind, free: readonly number[]): number {
  let most = count;
  // The weighted sum, the last, limits nothing that the resources do not.
  for (let r = 0; r < shares.length - 1; r++) {
    const share = shares[r] ?? 0;
    if (share > 0) most = Math.min(most, Math.floor(Math.max(0, free[r] ?? 0) / share));
  }
  return most;
}

/** By kind and resource: the most worth for the resource among this kind and those after it. */
function densestFrom(kinds: readonly Kind[]): readonly (readonly number[])[] {
  const from: (readonly number[])[] = [];
  let after: readonly number[] = [];
  for (const { shares, worth } of kinds.toReversed()) {
    const before = after;
    after = shares.map((share, r) =>
      Math.max(before[r] ?? 0, share > 0 ? worth / share : worth > 0 ? Number.MAX_VALUE : 0),
    );
    from.push(after);
  }
  return from.reverse();
}

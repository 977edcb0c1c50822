import type { Inventory } from "../workload/inventory.ts";
import { environmentParts, outsideEnvironments, type PlannedPart } from "../workspace/environment-plan.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { HistoryCache } from "./read-history-file.ts";

/** What is asked for of a workspace. */
interface Asked {
  /** One environment alone; absent: all of them, and what is in none. */
  readonly environment: string | undefined;
  readonly only: ((file: string) => boolean) | undefined;
}

/** What is planned by itself: each environment, and, unless one alone is asked for, what is in none of `inventory`. */
export function planParts(
  { environments }: Snapshot,
  inventory: Inventory,
  { environment: asked, only = () => true }: Asked,
): readonly PlannedPart[] | { readonly refused: string } {
  const parts = environmentParts(environments, only);
  if (asked !== undefined) {
    const part = parts.find(({ environment }) => environment?.name === asked);
    const names = environments.list.map(({ name }) => name).join(", ");
    const known = names === "" ? "No kustomizations here build any." : `There are ${names}.`;
    return part === undefined ? { refused: `There is no environment ${asked}. ${known}` } : [part];
  }
  const rest: PlannedPart = { environment: undefined, inventory: outsideEnvironments(inventory, environments) };
  const others = parts.filter((part) => part.inventory.workloads.length > 0);
  return others.length > 0 && rest.inventory.workloads.length === 0 ? others : [rest, ...others];
}

/** Each environment has a cache of its own, since files that one reading has no use for are dropped from it. */
export function historyCacheOf(cache: HistoryCache, environment: string | undefined): HistoryCache {
  if (environment === undefined) return cache;
  const caches = cachesOf.get(cache) ?? new Map<string, HistoryCache>();
  cachesOf.set(cache, caches);
  const own = caches.get(environment) ?? new Map();
  caches.set(environment, own);
  return own;
}

const cachesOf: WeakMap<HistoryCache, Map<string, HistoryCache>> = new WeakMap();

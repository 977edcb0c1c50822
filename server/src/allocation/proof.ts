import type { Proof } from "./allocation.ts";
import type { NodePrices } from "./bound.ts";
import type { Instance } from "./instance.ts";
import type { Branch } from "./pool-mix.ts";

/** The proof of a search's bound: its tree, with the prices of each last part. */
export function proofOf(instance: Instance, { split, relaxation }: Branch): Proof {
  if (split === undefined) return { prices: pricesByName(instance, relaxation.prices) };
  const { pool, nodes, upTo, above } = split;
  const name = instance.pools[pool]?.pool.name ?? "";
  return { pool: name, nodes, upTo: proofOf(instance, upTo), above: proofOf(instance, above) };
}

/** Prices of a whole node by the names of pools and resources; what is free is left out. */
export function pricesByName(
  { pools, resources }: Instance,
  prices: NodePrices,
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const named = pools.map(({ pool }, p) => {
    const amounts = resources.map((resource, r) => [resource, prices[p]?.[r] ?? 0] as const);
    return [pool.name, Object.fromEntries(amounts.filter(([, price]) => price > 0))] as const;
  });
  return Object.fromEntries(named);
}

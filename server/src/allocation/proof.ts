import type { Proof } from "./allocation.ts";
import type { NodePrices } from "./bound.ts";
import type { Instance } from "./instance.ts";
import type { Branch } from "./pool-mix.ts";
import type { ServedRelaxation } from "./relaxation.ts";

/** The proof of a search's bound: its tree, with the prices of each last part. */
export function proofOf(instance: Instance, { split, relaxation }: Branch): Proof {
  if (split === undefined) return { prices: pricesByName(instance, relaxation.prices) };
  const { pool, nodes, upTo, above } = split;
  const name = instance.pools[pool]?.pool.name ?? "";
  return { pool: name, nodes, upTo: proofOf(instance, upTo), above: proofOf(instance, above) };
}

/** The proof that no more replicas can be served. */
export function servedProof(
  instance: Instance,
  { prices, worths }: ServedRelaxation,
  floors: ReadonlyMap<number, number>,
): Proof {
  const priorities = worths.map((each) => ({ ...each, served: floors.get(each.priority) ?? 0 }));
  return { prices: pricesByName(instance, prices), priorities };
}

function pricesByName(
  { pools, resources }: Instance,
  prices: NodePrices,
): Extract<Proof, { prices: unknown }>["prices"] {
  const named = pools.map(({ pool }, p) => {
    const amounts = resources.map((resource, r) => [resource, prices[p]?.[r] ?? 0] as const);
    return [pool.name, Object.fromEntries(amounts.filter(([, price]) => price > 0))] as const;
  });
  return Object.fromEntries(named);
}

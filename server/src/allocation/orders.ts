import { dominantShare, type Instance, type Item } from "./instance.ts";

/** An order in which to pack items. */
export interface PackingOrder {
  /** In words, after "decreasing by". */
  readonly name: string;
  /** The larger comes first, by the first number in which two items differ. */
  readonly key: (item: Item) => readonly number[];
}

/**
 * Large things first, by several notions of large, because none is best everywhere: the share of the resource of
 * which a pod takes most; CPU and then memory, as Karpenter and the cluster autoscaler sort; devices, which few nodes
 * carry; and pods that few pools can host.
 */
export function packingOrders(instance: Instance): readonly PackingOrder[] {
  const { resources } = instance;
  const cpu = resources.indexOf("cpu");
  const memory = resources.indexOf("memory");
  const share = (item: Item): number => typicalShare(instance, item, () => true);
  const devices = (item: Item): number => typicalShare(instance, item, (resource) => resource.includes("/"));
  return [
    { name: "dominant share", key: (item) => [share(item)] },
    { name: "cpu, then memory", key: ({ request }) => [request[cpu] ?? 0, request[memory] ?? 0] },
    { name: "devices, then dominant share", key: (item) => [devices(item), share(item)] },
    { name: "fewest pools, then dominant share", key: (item) => [-item.hosts.length, share(item)] },
  ];
}

/** Small takers of the scarcest resource first: so the most replicas are served when there is not enough for all. */
export function scarcityOrder(instance: Instance): PackingOrder {
  const scarce = scarcestResource(instance);
  return { name: "smallest share of the scarcest resource", key: ({ request }) => [-(request[scarce] ?? 0)] };
}

/** Whoever is more important comes first; only among equals does the other order decide. */
export function byPriority({ name, key }: PackingOrder): PackingOrder {
  return { name: `priority, then ${name}`, key: (item) => [item.priority, ...key(item)] };
}

/** Indexes of the items that have a host, in the order. */
export function sequence({ items }: Instance, { key }: PackingOrder): readonly number[] {
  const keys = items.map(key);
  const hosted = [...items.keys()].filter((item) => (items[item]?.hosts.length ?? 0) > 0);
  return hosted.toSorted((a, b) => compareKeys(keys[b] ?? [], keys[a] ?? []));
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [position, value] of a.entries()) {
    const difference = value - (b[position] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The dominant share among the resources asked for, on average over the pools that can host the item. */
function typicalShare({ pools, resources }: Instance, item: Item, counts: (resource: string) => boolean): number {
  const request = item.request.map((amount, r) => (counts(resources[r] ?? "") ? amount : 0));
  const shares = item.hosts.map((p) => dominantShare(request, pools[p]?.capacity ?? request));
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
}

/** The resource of which the pools, with as many nodes as they may have, offer least for what is asked. */
function scarcestResource({ items, pools, resources }: Instance): number {
  const pressures = resources.map((_, r) => {
    const hosted = items.filter(({ hosts }) => hosts.length > 0);
    const asked = hosted.reduce((sum, { count, request }) => sum + count * (request[r] ?? 0), 0);
    const offered = pools.reduce((sum, { capacity, max }) => sum + max * (capacity[r] ?? 0), 0);
    return asked === 0 ? 0 : asked / offered;
  });
  return pressures.indexOf(Math.max(...pressures));
}

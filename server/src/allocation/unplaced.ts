import { describeAmount, isBytes } from "../quantity/round.ts";
import { whyNot } from "../workload/eligibility.ts";
import type { ResourceName } from "../workload/workload.ts";
import type { PodShape, Solution, Unplaced } from "./allocation.ts";
import { compareText, type Instance, type Item, type Pool, podsThatFit, sharesOf } from "./instance.ts";
import type { Packing } from "./packing.ts";

/** Every pod without a place, with the resource that is short and what it would take. */
export function unplacedPods(packing: Packing): readonly Unplaced[] {
  const { instance, left } = packing;
  const items = instance.items.flatMap((item, index) => {
    const placed = sharesOf(item, item.count - (left[index] ?? 0));
    return item.members.flatMap(({ shape, count }, member) => {
      const missing = count - (placed[member] ?? 0);
      return missing === 0
        ? []
        : [{ workload: shape.workload, count: missing, ...whyUnplaced(packing, item, shape, missing) }];
    });
  });
  const byName = items.toSorted((a, b) => compareText(a.workload, b.workload));
  return [...byName, ...crowdedOut(packing)];
}

/** What all that found no room would need more of: the resource that most of the shortage is about. */
export function scarceResource({ instance, left }: Packing, unplaced: readonly Unplaced[]): Solution["binding"] {
  const missing = new Map<ResourceName, { amount: number; pods: number; workloads: number }>();
  const bindings = new Map(unplaced.toReversed().map(({ workload, binding }) => [workload, binding]));
  for (const [index, item] of instance.items.entries()) {
    const placed = sharesOf(item, item.count - (left[index] ?? 0));
    for (const [member, { shape, count: wanted }] of item.members.entries()) {
      const binding = bindings.get(shape.workload);
      const count = wanted - (placed[member] ?? 0);
      if (item.hosts.length === 0 || count === 0 || binding === undefined) continue;
      const { amount, pods, workloads } = missing.get(binding) ?? { amount: 0, pods: 0, workloads: 0 };
      const one = item.request[instance.resources.indexOf(binding)] ?? 0;
      missing.set(binding, { amount: amount + count * one, pods: pods + count, workloads: workloads + 1 });
    }
  }
  const most = [...missing].toSorted(([, a], [, b]) => b.pods - a.pods)[0];
  if (most === undefined) return undefined;
  const [resource, { amount, pods, workloads }] = most;
  const owners = workloads === 1 ? "one workload" : `${workloads} workloads`;
  const reason = `${counted(pods, "pod")} of ${owners} would need ${inWords(resource, amount)} more`;
  return { resource, missing: amount, reason };
}

type Why = Pick<Unplaced, "binding" | "reason">;

function whyUnplaced(packing: Packing, item: Item, shape: PodShape, count: number): Why {
  const { instance } = packing;
  if (instance.pools.length === 0) return { binding: "nodes", reason: "no node pool is known" };
  if (item.admitted.length === 0) return { binding: "constraints", reason: whyNotAdmitted(instance, shape) };
  if (item.hosts.length === 0) return tooLarge(instance, item);
  return noRoom(packing, item, count);
}

function whyNotAdmitted({ pools }: Instance, { constraints }: PodShape): string {
  const label = Object.entries(constraints.nodeSelector).find(([key, value]) =>
    pools.every(({ pool: { labels } }) => !Object.hasOwn(labels, key) || labels[key] !== value),
  );
  if (label !== undefined) return `no pool carries ${label[0]}=${label[1]}`;
  const reasons = pools.map(({ pool }) => whyNot(constraints, pool) ?? `pool ${pool.name} may have no nodes`);
  return [...new Set(reasons)].slice(0, 3).join("; ");
}

/** No node of any pool that admits the pod can hold even one. */
function tooLarge(instance: Instance, item: Item): Why {
  const pools = poolsAt(instance, item.admitted);
  const short = instance.resources.findIndex((_, r) => pools.every((pool) => lacks(pool, item, r)));
  if (short >= 0) {
    const largest = pools.reduce((a, b) => ((b.capacity[short] ?? 0) > (a.capacity[short] ?? 0) ? b : a));
    return { binding: instance.resources[short] ?? "", reason: oneNodeOffers(instance, item, short, largest) };
  }
  const closest = pools.reduce((a, b) => (overload(b, item) < overload(a, item) ? b : a));
  const worst = instance.resources.findIndex((_, r) => lacks(closest, item, r));
  const binding = instance.resources[worst] ?? "";
  return {
    binding,
    reason: `${oneNodeOffers(instance, item, worst, closest)}, the closest to what it asks for in all`,
  };
}

function oneNodeOffers({ resources }: Instance, item: Item, r: number, { pool, capacity, daemons }: Pool): string {
  const resource = resources[r] ?? "";
  const needs = `needs ${inWords(resource, item.request[r] ?? 0)} on one node`;
  if ((capacity[r] ?? 0) === 0) return `${needs}; no node that admits it offers any`;
  const rest = daemons.some(({ requests }) => (requests[resource] ?? 0) > 0) ? " beside its DaemonSets" : "";
  return `${needs}; the largest, ${pool.name}, offers ${describeAmount(resource, capacity[r] ?? 0)}${rest}`;
}

function lacks({ capacity }: Pool, { request }: Item, r: number): boolean {
  return (
    podsThatFit(
      request.map((amount, index) => (index === r ? amount : 0)),
      capacity,
    ) < 1
  );
}

function overload({ capacity }: Pool, { request }: Item): number {
  return request.reduce((worst, asked, r) => (asked > 0 ? Math.max(worst, asked / (capacity[r] ?? 0)) : worst), 0);
}

/** The pools that could host it are full. */
function noRoom({ instance, nodes, open }: Packing, item: Item, count: number): Why {
  const { resources } = instance;
  const free = resources.map((_, r) =>
    nodes.reduce((sum, node) => sum + (item.hosts.includes(node.pool) ? Math.max(0, node.free[r] ?? 0) : 0), 0),
  );
  const lacking = resources.map((_, r) => {
    const needed = count * (item.request[r] ?? 0);
    return needed === 0 ? 0 : (needed - (free[r] ?? 0)) / needed;
  });
  const most = Math.max(...lacking);
  const r = lacking.indexOf(most);
  const resource = resources[r] ?? "";
  const names = poolsAt(instance, item.hosts).map(({ pool }) => pool.name);
  const total = item.hosts.reduce((sum, p) => sum + (open[p] ?? 0), 0);
  const full = `${names.length === 1 ? "pool" : "pools"} ${listed(names)} ${names.length === 1 ? "is" : "are"} full at ${counted(total, "node")}`;
  const needed = count * (item.request[r] ?? 0);
  if (most > 0) {
    return {
      binding: resource,
      reason: `${full}: ${inWords(resource, needed - (free[r] ?? 0))} more ${verb(resource)} missing`,
    };
  }
  return {
    binding: resource,
    reason: `${full}: ${inWords(resource, free[r] ?? 0)} ${verb(resource)} free in all, but no node has room for one more pod of ${describePod(instance, item)}`,
  };
}

function describePod({ resources }: Instance, { request }: Item): string {
  const parts = resources.flatMap((resource, r) =>
    resource !== "pods" && (request[r] ?? 0) > 0 ? [inWords(resource, request[r] ?? 0)] : [],
  );
  return listed(parts);
}

function crowdedOut({ instance, open }: Packing): readonly Unplaced[] {
  return instance.pools.flatMap((pool, p) => {
    const count = open[p] ?? 0;
    if (count === 0) return [];
    return pool.crowdedOut.map(({ workload, requests }) => {
      const binding = instance.resources.find((name, r) => (requests[name] ?? 0) > (pool.capacity[r] ?? 0)) ?? "pods";
      const reason = `no room on a node of pool ${pool.pool.name} beside its other DaemonSets`;
      return { workload, count, binding, reason };
    });
  });
}

function poolsAt({ pools }: Instance, indexes: readonly number[]): readonly Pool[] {
  return indexes.flatMap((p) => pools[p] ?? []);
}

/** `3.5 cores`, `58Gi of memory`, `2 nvidia.com/gpu`, `4 pods`. */
function inWords(resource: ResourceName, amount: number): string {
  const text = describeAmount(resource, amount);
  if (resource === "cpu") return text.endsWith("m") ? `${text} of cpu` : `${text} ${text === "1" ? "core" : "cores"}`;
  if (resource === "pods") return counted(Number(text), "pod");
  return isBytes(resource) ? `${text} of ${resource}` : `${text} ${resource}`;
}

function verb(resource: ResourceName): string {
  return isBytes(resource) ? "is" : "are";
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

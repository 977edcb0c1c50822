import { currentPodRequests, podRequests } from "./pod-requests.ts";
import type { NodePool } from "./supply.ts";
import { withUniqueNames } from "./unique-names.ts";
import type { Amounts, ResourceName, Workload } from "./workload.ts";

/** What is written of a pool. */
export type PoolDraft = Pick<NodePool, "name" | "allocatable" | "nodes" | "labels" | "taints">;

const gibibyte = 2 ** 30;

/**
 * Pools for workloads of which no nodes are known: one for each combination of devices and node labels that pods ask
 * for, its nodes large enough for two of the largest pod beside the DaemonSets, in the sizes that machines come in.
 */
export function examplePools(workloads: readonly Workload[]): readonly PoolDraft[] {
  const daemons = sumOf(workloads.filter(({ perNode }) => perNode).map(currentPodRequests));
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads.filter(({ perNode }) => !perNode)) {
    const key = JSON.stringify([devicesOf(workload), Object.entries(workload.constraints.nodeSelector).sort()]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [workload]);
    else group.push(workload);
  }
  const drafts = [...groups.values()].map((group) => draftPool(group, daemons));
  const general = drafts.length > 0 ? drafts : [draftPool([], daemons)];
  return withUniqueNames(general.toSorted((a, b) => rank(a) - rank(b)));
}

/** The plainest pool stands first. */
function rank({ allocatable, labels }: PoolDraft): number {
  return Object.keys(allocatable).length + Object.keys(labels).length;
}

function draftPool(workloads: readonly Workload[], daemons: Amounts): PoolDraft {
  const pods = workloads.map((workload) => ({
    count: workload.replicas.value,
    requests: currentPodRequests(workload),
  }));
  const largest = new Map<ResourceName, number>();
  for (const [resource, amount] of pods.flatMap(({ requests }) => Object.entries(requests))) {
    largest.set(resource, Math.max(largest.get(resource) ?? 0, amount));
  }
  const needed = sumOf([daemons, Object.fromEntries(largest)]);
  const allocatable = machineFor(needed);
  const total = sumOf(pods.map(({ count, requests }) => scaled(requests, count)));
  const most = Math.max(...Object.entries(allocatable).map(([resource, size]) => (total[resource] ?? 0) / size));
  const labels = workloads[0]?.constraints.nodeSelector ?? {};
  return {
    name: nameFor(workloads[0]),
    allocatable,
    nodes: { min: 0, max: Math.max(10, 2 * Math.ceil(most)) },
    labels,
    taints: [],
  };
}

function nameFor(workload: Workload | undefined): string {
  if (workload === undefined) return "general";
  const [device] = devicesOf(workload);
  if (device !== undefined) return device.slice(device.indexOf("/") + 1);
  return Object.keys(workload.constraints.nodeSelector).length > 0 ? "selected" : "general";
}

/** Four gibibytes a core is what general machines have; more where pods need it. */
function machineFor(needed: Amounts): Amounts {
  const cpu = powerOfTwo(2 * (needed["cpu"] ?? 0), 4);
  const memory = Math.max(cpu * 4, powerOfTwo((2 * (needed["memory"] ?? 0)) / gibibyte, 1)) * gibibyte;
  const others = Object.entries(needed)
    .filter(([resource, amount]) => resource !== "cpu" && resource !== "memory" && amount > 0)
    .map(([resource, amount]) => {
      return [resource, isDevice(resource) ? powerOfTwo(amount, 1) : powerOfTwo((2 * amount) / gibibyte, 1) * gibibyte];
    });
  return { cpu, memory, ...Object.fromEntries(others) };
}

function powerOfTwo(atLeast: number, smallest: number): number {
  let size = smallest;
  while (size < atLeast) size *= 2;
  return size;
}

/** GPUs and other extended resources: they have a domain in their name. */
function isDevice(resource: ResourceName): boolean {
  return resource.includes("/");
}

function devicesOf(workload: Workload): readonly ResourceName[] {
  return Object.entries(currentPodRequests(workload))
    .filter(([resource, amount]) => isDevice(resource) && amount > 0)
    .map(([resource]) => resource)
    .sort();
}

function scaled(amounts: Amounts, factor: number): Amounts {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, amount * factor]));
}

function sumOf(amounts: readonly Amounts[]): Amounts {
  return podRequests(
    amounts.map((requests) => ({ type: "main", requests })),
    {},
  );
}

import { describeAmount } from "../quantity/round.ts";
import { canRun } from "../workload/eligibility.ts";
import { podLevelRequests, podRequests } from "../workload/pod-requests.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts, Workload } from "../workload/workload.ts";
import type { ContainerSizing, ResourceSizing } from "./recommendation.ts";

/**
 * Keeps a pod from being made larger than the largest node that may run it: values whose rise would make it so stay as
 * they are, and say why. A pod that is too large today stays too large; the plan reports it.
 */
export function capToNodes(
  containers: readonly ContainerSizing[],
  workload: Workload,
  pools: readonly NodePool[],
): readonly ContainerSizing[] {
  const eligible = pools.filter((pool) => canRun(workload.constraints, pool));
  if (eligible.length === 0) return containers;
  const pod = podRequestsBy(containers, workload, "recommended");
  const tooLarge = Object.entries(pod).flatMap(([resource, amount]) => {
    const largest = Math.max(...eligible.map(({ allocatable }) => allocatable[resource] ?? 0));
    return amount > largest ? [{ resource, amount, largest }] : [];
  });
  return containers.map((container) => ({
    ...container,
    resources: Object.fromEntries(
      Object.entries(container.resources).map(([name, sizing]) => {
        const excess = tooLarge.find(({ resource }) => resource === name);
        return [name, excess === undefined ? sizing : capped(name, sizing, excess)];
      }),
    ),
  }));
}

/** What one pod takes from a node by today's or the recommended values, in base units. */
export function podRequestsBy(
  containers: readonly ContainerSizing[],
  workload: Workload,
  values: "current" | "recommended",
): Amounts {
  const sized = workload.containers.map(({ name, type }) => {
    const resources = containers.find((container) => container.name === name)?.resources ?? {};
    const requests = Object.entries(resources).flatMap(([resource, { request, limit }]) => {
      const amount = request[values] ?? limit[values];
      return amount === null ? [] : [[resource, Math.max(0, amount)] as const];
    });
    return { type, requests: Object.fromEntries(requests) };
  });
  return podRequests(sized, workload.overhead, podLevelRequests(workload));
}

function capped(
  resource: string,
  sizing: ResourceSizing,
  { amount, largest }: { readonly amount: number; readonly largest: number },
): ResourceSizing {
  const { request, limit } = sizing;
  if (request.recommended === null || request.recommended <= (request.current ?? 0)) return sizing;
  return {
    ...sizing,
    request: { current: request.current, recommended: request.current },
    limit: { current: limit.current, recommended: limit.current },
    reason:
      `${sizing.reason} That makes a pod of ${describeAmount(resource, amount)}, and the largest node that may run it ` +
      `offers ${describeAmount(resource, largest)}: the value is kept. Add a larger pool, or share the load among more replicas.`,
  };
}

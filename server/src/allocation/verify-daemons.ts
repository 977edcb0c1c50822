import { canRun } from "../workload/eligibility.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts } from "../workload/workload.ts";
import type { PodShape } from "./allocation.ts";

/** For the verifier: the DaemonSets that run on each node of a pool; the more important take their room first. */
export function daemonsOn(pool: NodePool, shapes: readonly PodShape[]): readonly PodShape[] {
  const rest = new Map(Object.entries(pool.allocatable));
  const claimants = shapes
    .filter(({ perNode, constraints }) => perNode && canRun(constraints, pool))
    .sort((a, b) => b.priority - a.priority || (a.workload < b.workload ? -1 : 1));
  return claimants.filter(({ requests }) => {
    const asked = Object.entries({ ...requests, pods: 1 }).filter(([, amount]) => amount > 0);
    if (asked.some(([name, amount]) => amount > (rest.get(name) ?? 0) * (1 + 1e-8))) return false;
    for (const [name, amount] of asked) rest.set(name, (rest.get(name) ?? 0) - amount);
    return true;
  });
}

/** For the verifier: what a node of a pool has left when its DaemonSets run. */
export function roomOn(pool: NodePool, shapes: readonly PodShape[]): Amounts {
  const taken = daemonsOn(pool, shapes);
  const rest = Object.entries(pool.allocatable).map(([name, amount]) => {
    const asked = taken.reduce((sum, { requests }) => sum + Math.max(0, requests[name] ?? 0), 0);
    return [name, Math.max(0, amount - (name === "pods" ? taken.length : asked))] as const;
  });
  return Object.fromEntries(rest);
}

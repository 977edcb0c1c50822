import type { NodePool } from "../workload/supply.ts";
import type { AllocationMethod, AllocationPolicy } from "../workload/resource-plan.ts";
import type { Amounts, PlacementConstraints, ResourceName } from "../workload/workload.ts";

/** Replicas to place and the nodes to place them on. */
export interface AllocationRequest {
  readonly shapes: readonly PodShape[];
  readonly pools: readonly NodePool[];
  readonly policy: AllocationPolicy;
  readonly seed: number;
  /** Asked between iterations; true ends the search with the best answer so far. */
  readonly stop: () => boolean;
  /** Elapsed seconds since the start of the search, from the host; the engine has no clock. */
  readonly elapsed: () => number;
}

/** A workload's pods: all alike. */
export interface PodShape {
  /** `Kind/namespace/name`. */
  readonly workload: string;
  readonly count: number;
  /** One pod's requests in base units; a pod also takes one of `pods`. */
  readonly requests: Amounts;
  readonly constraints: PlacementConstraints;
  readonly priority: number;
  /** A DaemonSet: one pod on every node that it tolerates; `count` is ignored. */
  readonly perNode: boolean;
}

/** A real placement. */
export interface Allocation {
  readonly nodes: readonly PlacedNode[];
  /** Pods that found no place, by workload, with the reason. */
  readonly unplaced: readonly Unplaced[];
  readonly solution: Solution;
}

export interface PlacedNode {
  /** `pool-1`, or the existing node's own name. */
  readonly name: string;
  readonly pool: string;
  readonly pods: readonly { readonly workload: string; readonly count: number }[];
  /** Sum of requests on the node in base units, `pods` among them. */
  readonly allocated: Amounts;
}

export interface Unplaced {
  readonly workload: string;
  readonly count: number;
  /** The resource that is short, or `constraints` where no pool matches selector, affinity and taints, or `nodes` where there is none at all. */
  readonly binding: ResourceName;
  /** What it would take, in a sentence: `needs 96 GiB of memory on one node; the largest, gpu-l4, offers 58 GiB`. */
  readonly reason: string;
}

export interface Solution {
  /** The method that made the answer: never `auto`. */
  readonly method: Exclude<AllocationMethod, "auto">;
  /** In words, with the variant: `first-fit decreasing by dominant share`. */
  readonly detail: string;
  readonly objective: "cost" | "nodes" | "servedDemand";
  /** In the objective's unit; under shortage it speaks of the served set. */
  readonly cost: number;
  /** Proven lower bound of `cost`: the linear relaxation. */
  readonly bound: number;
  /** (cost − bound) / bound; 0 where both are 0. */
  readonly gap: number;
  /** True where the gap is 0 within tolerance. */
  readonly proven: boolean;
  readonly iterations: number;
  readonly seconds: number;
  /** Why the search was cut, where it was. */
  readonly stopped?: "timeLimit" | "cancelled";
  readonly seed: number;
  /** The scarce resource under shortage, and what is missing of it in base units. */
  readonly binding?: { readonly resource: ResourceName; readonly missing: number; readonly reason: string };
}

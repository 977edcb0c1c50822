import type { AllocationMethod, AllocationPolicy } from "../workload/resource-plan.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts, PlacementConstraints, ResourceName } from "../workload/workload.ts";
import type { LinearSolver } from "./linear-program.ts";

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
  /** Most steps of the search that improves a placement; absent: some thousand at most, by the size of the fleet. */
  readonly iterations?: number;
  /** The gap at which the search ends; absent: 0. */
  readonly targetGap?: number;
  /** For linear programs of more than some hundred variables, where the host has one. */
  readonly largeSolver?: LinearSolver;
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
  /** A DaemonSet: one pod on every node that admits it; `count` is ignored. It takes its room before all others. */
  readonly perNode: boolean;
}

/** A real placement. */
export interface Allocation {
  readonly nodes: readonly PlacedNode[];
  /** Pods that found no place, by workload, with the reason. */
  readonly unplaced: readonly Unplaced[];
  readonly solution: Solution;
  /** What proves `solution.bound`; absent where there is nothing to place. */
  readonly proof?: Proof;
}

/**
 * Why no placement can be better than the bound, in a form that anyone can recompute. Either prices of a whole node's
 * resources, by pool, under which the pods alone pay the bound (weak duality of the linear relaxation); or a split
 * of the node counts of one pool into two cases, each with its own proof; or what one pod of each workload is worth,
 * where no contents of a node are worth more than the node costs.
 */
export type Proof =
  | {
      readonly prices: Readonly<Record<string, Amounts>>;
      /** For served demand: what it is worth that pods of this priority and above get the `served` replicas they got. */
      readonly priorities?: readonly { readonly priority: number; readonly served: number; readonly worth: number }[];
    }
  | { readonly pool: string; readonly nodes: number; readonly upTo: Proof; readonly above: Proof }
  | {
      /** By workload. */
      readonly pods: Readonly<Record<string, number>>;
      /** By pool, of a whole node's resources: which to count how much to see soonest that no contents are worth more. */
      readonly weights: Readonly<Record<string, Amounts>>;
    };

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
  /**
   * The resource that is short, or `constraints` where no pool matches selector, affinity and taints, or `nodes` where
   * there are no pools at all: then every pod is listed, and nothing is known about what it would take.
   */
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
  /**
   * Price per hour of the nodes, or their number. Under shortage it is what the served set takes. For served demand:
   * the replicas that are served, of which more is better.
   */
  readonly cost: number;
  /**
   * What no placement that serves the same replicas can go below, proven. For served demand: the replicas that no
   * placement which serves the higher priorities as well can exceed.
   */
  readonly bound: number;
  /** (cost − bound) / bound, for served demand (bound − cost) / bound; 0 where both are 0, 1 where only the bound is. */
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

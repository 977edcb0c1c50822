import type { Solution, Unplaced } from "../allocation/allocation.ts";
import type { UnreadSource } from "../history/series.ts";
import type { WorkloadSizing } from "../sizing/recommendation.ts";

/**
 * What a plan says about single values, as the rules need it. Findings compare it with the document as it is now,
 * so that they stay right while the text changes under an older plan.
 */
export interface Advice {
  /** By workload id. */
  readonly sizings: ReadonlyMap<string, WorkloadSizing>;
  /** By workload id: pods that found no place. */
  readonly unplaced: ReadonlyMap<string, readonly Unplaced[]>;
  /** What is scarce, where supply is short. */
  readonly binding: Solution["binding"];
  /** Whether there was any usage history at all. */
  readonly hasHistory: boolean;
  /** Sources of history that the ResourcePlan names and that gave no file. */
  readonly unreadHistory?: readonly UnreadSource[] | undefined;
}

import type { AllocationRequest, Solution } from "./allocation.ts";

/** What ends a search early. A search that is cut answers with the best it has. */
export interface Cut {
  /** Asked where a search would go on; true: it must not. */
  readonly now: () => boolean;
  /** Why it was cut, if it was. */
  readonly reason: () => Solution["stopped"];
}

/** The host's stop signal and the policy's time limit, counted from here on. */
export function cutOf({ stop, elapsed, policy }: AllocationRequest): Cut {
  const start = elapsed();
  let reason: Solution["stopped"];
  const now = (): boolean => {
    if (reason === undefined && stop()) reason = "cancelled";
    if (reason === undefined && elapsed() - start >= policy.timeLimitSeconds) reason = "timeLimit";
    return reason !== undefined;
  };
  return { now, reason: () => reason };
}

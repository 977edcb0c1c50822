import type { AllocationRequest, Solution } from "./allocation.ts";

/** Tells whether the search must end, and why; asked between iterations. A cut search answers with the best it has. */
export type Cut = () => Solution["stopped"];

/** The host's stop signal and the policy's time limit, counted from now. */
export function cutOf({ stop, elapsed, policy }: AllocationRequest): Cut {
  const start = elapsed();
  let reason: Solution["stopped"];
  return () => {
    if (reason === undefined && stop()) reason = "cancelled";
    if (reason === undefined && elapsed() - start >= policy.timeLimitSeconds) reason = "timeLimit";
    return reason;
  };
}

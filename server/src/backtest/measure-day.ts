import type { DayOutcome } from "./backtest-data.ts";
import { type ReplicaUse, type RequestAndLimit, slotTime } from "./replica-use.ts";

/** What came of the values in force over the slots from `from` up to but without `to`. */
export function measureDay(
  use: ReplicaUse,
  replicas: Float64Array,
  { request, limit = request }: RequestAndLimit,
  from: number,
  to: number,
): DayOutcome {
  const outcome = { requested: 0, slack: 0, seconds: 0, secondsAbove: 0, killed: undefined as number | undefined };
  if (request === undefined) return outcome;
  const hours = use.stepSeconds / 3600;
  for (let slot = from; slot < to; slot++) {
    const used = use.mean[slot] ?? Number.NaN;
    if (Number.isNaN(used)) continue;
    const pods = replicas[slot] ?? 1;
    outcome.requested += request * pods * hours;
    outcome.slack += Math.max(0, request - used) * pods * hours;
    outcome.seconds += use.stepSeconds;
    if (used > request) outcome.secondsAbove += use.stepSeconds;
    const isAboveLimit = use.resource === "memory" && (use.max[slot] ?? 0) > (limit ?? Number.POSITIVE_INFINITY);
    if (isAboveLimit) outcome.killed ??= slotTime(use, slot);
  }
  return outcome;
}

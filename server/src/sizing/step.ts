import { type ReadableAmount, roundUpReadable } from "../quantity/round.ts";
import type { ResourceName } from "../workload/workload.ts";

/** The request of today and the one to aim for. */
export interface Step {
  readonly resource: ResourceName;
  /** Undefined where none is in force. */
  readonly current: number | undefined;
  readonly target: ReadableAmount;
  /** No request below it is kept. */
  readonly least: number;
  /** No step ends below it, damped or not: less would kill or stall the container. */
  readonly safe: number;
  /** α in (0, 1]. */
  readonly adjustment: number;
  /** Share of today's value below which a change is not worth a restart. */
  readonly minimumChange: number;
}

export interface SteppedRequest {
  readonly amount: number;
  /** Undefined where today's value is kept. */
  readonly text?: string;
}

/**
 * One damped step, r + α·(target − r), to an amount that people would write. It never passes the target, keeps today's
 * value where the difference is not worth a change, and takes the target where rounding would leave no step.
 */
export function stepRequest({
  resource,
  current,
  target,
  least,
  safe,
  adjustment,
  minimumChange,
}: Step): SteppedRequest {
  if (current === undefined || current <= 0) return target;
  // A change of just the minimum is one: the last digits of a difference must not hide it.
  const isClose = Math.abs(target.amount - current) < minimumChange * current * (1 - 1e-9);
  if (target.amount === current || (isClose && current >= least)) return { amount: current };
  // Written from the target's side, a full step is exactly the target: not a bit above it, which would be rounded up.
  const wanted = target.amount - (1 - adjustment) * (target.amount - current);
  const step = roundUpReadable(resource, Math.max(wanted, Math.min(safe, target.amount)));
  const isForward = target.amount > current ? step.amount > current : step.amount < current;
  return isForward ? step : target;
}

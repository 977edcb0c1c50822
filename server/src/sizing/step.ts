import { roundUpReadable } from "../quantity/round.ts";
import type { SizedValue } from "./recommendation.ts";

/** How a value moves to its target. */
export interface StepPolicy {
  /** α in (0, 1]. */
  readonly adjustment: number;
  readonly minimumChange: number;
  /** A value that is too small to be safe is changed however little that is. */
  readonly unsafeBelow?: number;
}

/**
 * One damped step, `r + α·(target − r)`, from today's value to a target, rounded up to what people write. A change below
 * `minimumChange` is none. Where rounding would leave the value where it is, it goes to the target, so that repeated
 * steps arrive.
 */
export function stepTo(resource: string, current: number | null, target: number, policy: StepPolicy): SizedValue {
  const goal = roundUpReadable(resource, target);
  if (current === null || !(current > 0)) return { current, recommended: goal.amount, text: goal.text };
  const unsafe = current < (policy.unsafeBelow ?? 0);
  if (goal.amount === current || (!unsafe && Math.abs(goal.amount - current) < policy.minimumChange * current)) {
    return { current, recommended: current };
  }
  const step = roundUpReadable(resource, current + policy.adjustment * (goal.amount - current));
  const next = isBetween(step.amount, current, goal.amount) ? step : goal;
  return { current, recommended: next.amount, text: next.text };
}

/** Beyond today's value and not beyond the target. */
function isBetween(value: number, current: number, goal: number): boolean {
  return goal > current ? value > current && value <= goal : value < current && value >= goal;
}

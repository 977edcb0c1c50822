import { roundUpReadable } from "../quantity/round.ts";
import type { ResourceName } from "../workload/workload.ts";
import type { SizedValue } from "./recommendation.ts";
import { isCompressible } from "./resource-policy.ts";

/** What decides a limit. Amounts in base units. */
export interface LimitInput {
  readonly resource: ResourceName;
  readonly policy: "none" | "keepRatio" | "equal";
  /** The written limit; undefined where there is none. */
  readonly current: number | undefined;
  /** The request in force today, undefined where there is none, and the recommended one with its text. */
  readonly request: { readonly current: number | undefined; readonly recommended: number; readonly text: string };
  /** What a limit must allow so that the container is not killed at its peak; 0 for CPU, which is only slowed. */
  readonly safe: number;
  /** Share by which `safe` moves by rounding alone. */
  readonly slack: number;
  readonly minimumChange: number;
}

/**
 * The limit that goes with a recommended request: equal to it, or in today's ratio to it. Never below the request nor
 * below what keeps the container alive, and never a new one, but where the policy makes memory's limit its request.
 */
export function limitFor(input: LimitInput): SizedValue {
  const { resource, policy, current } = input;
  if (policy === "equal") return current === undefined && isCompressible(resource) ? none : equalLimit(input);
  return current === undefined ? none : limitInRatio(input, current);
}

const none: SizedValue = { current: null, recommended: null };

function equalLimit({ current, request, minimumChange }: LimitInput): SizedValue {
  const { recommended, text } = request;
  if (current === recommended) return { current, recommended };
  const isChanged = request.current !== recommended;
  const isClose = current !== undefined && current > recommended && current - recommended <= minimumChange * current;
  if (current !== undefined && isClose && !isChanged) return { current, recommended: current };
  return { current: current ?? null, recommended, text };
}

function limitInRatio({ resource, request, safe, slack }: LimitInput, current: number): SizedValue {
  const { recommended } = request;
  const isChanged = request.current !== recommended;
  // A limit without a request is the request too: the ratio is 1.
  const before = request.current ?? current;
  const wanted = isChanged && before > 0 ? (recommended * current) / before : current;
  if (!isChanged && current >= Math.max(recommended, safe * (1 - slack))) return { current, recommended: current };
  const needed = Math.max(wanted, recommended, safe);
  const rounded = roundUpReadable(resource, needed);
  if (rounded.amount === current) return { current, recommended: current };
  return { current, recommended: rounded.amount, text: rounded.text };
}

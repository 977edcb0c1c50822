import { roundUpReadable } from "../quantity/round.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import type { QosClass } from "../workload/workload.ts";
import type { SizedValue } from "./recommendation.ts";
import { type StepPolicy, stepTo } from "./step.ts";

/** What a limit follows from. */
export interface LimitInput {
  readonly resource: string;
  readonly request: SizedValue;
  /** The limit as it is written; null where there is none. */
  readonly current: number | null;
  readonly policy: ResourcePolicy;
  readonly qosClass: QosClass;
  readonly step: StepPolicy;
  /** For memory: a limit below it kills the container; 0 for what can be compressed. */
  readonly least: number;
}

/**
 * The limit beside a recommended request. A Guaranteed pod stays one: limit = request. By `equal` the limit goes to
 * the request; else a written limit keeps its ratio to the request, and none is added. Never below the request.
 */
export function sizeLimit(input: LimitInput): SizedValue {
  const { current, request, policy, qosClass } = input;
  if (request.recommended === null) return { current, recommended: current };
  const isEqual = current !== null && current === request.current;
  if (qosClass === "Guaranteed" || (policy.limit === "equal" && (isEqual || current === null))) {
    return at(request.recommended, current, request.text ?? roundUpReadable(input.resource, request.recommended).text);
  }
  if (current === null) return { current, recommended: null };
  return policy.limit === "equal"
    ? towardRequest(input, current, request.recommended)
    : keepRatio(input, current, request.recommended);
}

function towardRequest({ resource, step }: LimitInput, current: number, request: number): SizedValue {
  const sized = stepTo(resource, current, request, step);
  return sized.recommended !== null && sized.recommended < request
    ? at(request, current, roundUpReadable(resource, request).text)
    : sized;
}

/** A request that is not written is the limit itself by the API's default: the ratio is 1 then. */
function keepRatio({ resource, request, least }: LimitInput, current: number, recommended: number): SizedValue {
  const ratio = request.current === null || request.current <= 0 ? 1 : Math.max(1, current / request.current);
  const isSame = recommended === request.current;
  const wanted = Math.max(isSame ? current : recommended * ratio, least, recommended);
  if (wanted === current) return { current, recommended: current };
  const { amount, text } = roundUpReadable(resource, wanted);
  return at(amount, current, text);
}

function at(amount: number, current: number | null, text: string): SizedValue {
  return amount === current ? { current, recommended: current } : { current, recommended: amount, text };
}

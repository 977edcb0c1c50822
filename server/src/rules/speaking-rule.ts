import type { Span } from "../document/span.ts";
import type { AdvisedValue } from "./advised-values.ts";
import { isBelowRequest } from "./limit-below-request.ts";
import { isLimitBelowPeak } from "./memory-limit.ts";
import { isSound } from "./sound.ts";

/** The rule that speaks of a value which the plan would change, by its code, and the place where it does. */
export interface SpeakingRule {
  readonly code: string;
  readonly span: Span;
}

/**
 * Which rule of the plan speaks of an advised value. Request and limit of one resource are one matter: a limit that
 * kills its container goes before a request that does not fit, and that before a limit that only follows a policy.
 * Undefined where nothing is to change, and for what is wrong in itself, which is reported as that and with the same fix.
 */
export function speakingRule(value: AdvisedValue, values: readonly AdvisedValue[]): SpeakingRule | undefined {
  const { container, resource, setting } = value;
  if (setting !== undefined && (!isSound(resource, setting) || isBelowRequest(container, resource))) return undefined;
  const ofMatter = values.filter((other) => other.container === container && other.resource === resource);
  const request = ofMatter.find(({ role }) => role === "request");
  const limit = ofMatter.find(({ role }) => role === "limit");
  if (limit?.setting !== undefined && isLimitBelowPeak(limit))
    return { code: "plan/memory-limit-below-peak", span: limit.setting.span };
  if (request?.text !== undefined) return ofRequest(request);
  if (limit?.text === undefined) return undefined;
  return { code: "plan/limit-policy", span: limit.setting?.span ?? container.nameSpan };
}

function ofRequest({ setting, recommended, container }: AdvisedValue): SpeakingRule | undefined {
  if (setting === undefined) return { code: "plan/missing-request", span: container.nameSpan };
  if (setting.value === undefined || recommended === null) return undefined;
  return { code: recommended < setting.value ? "plan/over-requested" : "plan/under-requested", span: setting.span };
}

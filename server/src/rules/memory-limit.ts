import type { AdvisedValue } from "./advised-values.ts";

/** The use that a memory limit is compared with: the highest that was seen, or the forecast's upper bound. In bytes. */
export function highestMemory({ peak, demand }: AdvisedValue["sizing"]): number | undefined {
  return peak === undefined && demand === undefined ? undefined : Math.max(peak ?? 0, demand ?? 0);
}

/**
 * Whether a written memory limit is below what the container has used or will use, and there is still something to
 * say about it: after a damped step the next plan has the word.
 */
export function isLimitBelowPeak(value: AdvisedValue): boolean {
  const { resource, role, setting, sizing } = value;
  if (resource !== "memory" || role !== "limit" || setting?.value === undefined || setting.value <= 0) return false;
  const stepTaken = sizing.limit.text !== undefined && setting.value === value.recommended;
  return !stepTaken && setting.value < (highestMemory(sizing) ?? 0);
}

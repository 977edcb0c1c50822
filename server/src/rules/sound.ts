import type { ResourceName, ResourceSetting } from "../workload/workload.ts";
import { quantityFractionalCount } from "./quantity-fractional-count.ts";
import { quantityInvalid } from "./quantity-invalid.ts";
import { quantityMilliMemory } from "./quantity-milli-memory.ts";
import { quantityNegative } from "./quantity-negative.ts";
import type { QuantityRule } from "./quantity-rule.ts";
import { quantitySuspiciousUnit } from "./quantity-suspicious-unit.ts";

/** The rules that judge a quantity by itself. */
export const quantityRules: readonly QuantityRule[] = [
  quantityInvalid,
  quantityNegative,
  quantityFractionalCount,
  quantityMilliMemory,
  quantitySuspiciousUnit,
];

/** Whether a request or limit is an amount that somebody can have meant; what is not is reported by its own rule first. */
export function isSound(resource: ResourceName, setting: ResourceSetting): boolean {
  const place = {
    resource,
    text: setting.source,
    value: setting.value,
    span: setting.span,
    path: setting.path,
    role: "request",
  } as const;
  return setting.value !== undefined && quantityRules.every((rule) => rule.judge(place) === undefined);
}

import { type QuantityRule, quantityRule } from "./quantity-rule.ts";

/**
 * A negative amount. The API server rejects it: nothing can be requested, limited or offered below zero.
 *
 * ```yaml
 * cpu: -100m
 * ```
 */
export const quantityNegative: QuantityRule = quantityRule({
  code: "quantity/negative",
  severity: "error",
  summary: "An amount is negative",
  judge({ text, value, resource }) {
    if (value === undefined || value >= 0) return undefined;
    return { message: `${resource} cannot be negative, but is ${text}.` };
  },
});

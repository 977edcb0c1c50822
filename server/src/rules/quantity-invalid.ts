import { isQuantity, parseQuantity } from "../quantity/parse.ts";
import { type QuantityRule, quantityRule } from "./quantity-rule.ts";

/**
 * A value that is no Kubernetes quantity. The API server rejects the whole object.
 *
 * ```yaml
 * memory: 128MB   # the suffixes are M (powers of ten) and Mi (powers of two)
 * ```
 */
export const quantityInvalid: QuantityRule = quantityRule({
  code: "quantity/invalid",
  severity: "error",
  summary: "A value is not a Kubernetes quantity",
  judge({ text, resource }) {
    const parsed = parseQuantity(text);
    if (isQuantity(parsed)) return undefined;
    const { suggestion } = parsed;
    const example = resource === "cpu" ? "500m or 2" : resource.includes("/") ? "1" : "512Mi or 2Gi";
    const meant = suggestion === undefined ? `write it like ${example}` : `write ${suggestion}`;
    return {
      message: `"${text}" is not a Kubernetes quantity; ${meant}.`,
      ...(suggestion === undefined ? {} : { replacement: suggestion }),
    };
  },
});

import { isBytes } from "../quantity/round.ts";
import { type QuantityRule, quantityRule } from "./quantity-rule.ts";

/**
 * Bytes with the suffix `m`, which means thousandths: `128m` is 0.128 byte. Kubernetes accepts it (and rounds to
 * whole bytes), and the container is killed as soon as it starts. Nearly always `Mi` was meant.
 *
 * ```yaml
 * memory: 128m   # 128Mi
 * ```
 */
export const quantityMilliMemory: QuantityRule = quantityRule({
  code: "quantity/milli-memory",
  severity: "warning",
  summary: "Bytes are written in thousandths",
  judge({ text, value, resource }) {
    if (value === undefined || value < 0 || !isBytes(resource) || !text.endsWith("m")) return undefined;
    const number = text.slice(0, -1);
    if (value < meantInMebibytes)
      return {
        message: `${text} of ${resource} is ${readable(value)}; the suffix m means thousandths.`,
        replacement: `${number}Mi`,
      };
    // Tools that compute amounts write such values (1288490188800m): an odd notation, not a wrong size.
    const whole = String(Math.ceil(value));
    return {
      message: `${text} of ${resource} is not a whole number of bytes; the suffix m means thousandths.`,
      replacement: whole,
    };
  },
});

/** 4096 bytes in thousandths: nobody means more than 4 million mebibytes. */
const meantInMebibytes = 4096;

function readable(bytes: number): string {
  const rounded = Number(bytes.toPrecision(3));
  return `${rounded} ${rounded === 1 || rounded < 1 ? "byte" : "bytes"}`;
}

/**
 * Digits that a quantity may have, far above everything that a 64-bit float or a cluster holds. Larger exponents are
 * capped here, so that `1e999999999` costs neither memory nor time.
 */
const maximumDigits = 320;

/**
 * `number` · 10^`exponent` · `factor` in nanos. What is below one nano rounds away from zero, as Kubernetes rounds it.
 * `number` is an unsigned decimal such as `12`, `1.5`, `1.` or `.5`.
 */
export function scaleToNanos(number: string, exponent: number, factor: bigint): bigint {
  const [whole = "", fraction = ""] = number.split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits === "") return 0n;
  const tens = exponent - fraction.length + 9;
  if (digits.length + tens > maximumDigits) return 10n ** BigInt(maximumDigits);
  if (digits.length + tens < -maximumDigits) return 1n;
  const value = BigInt(digits) * factor;
  return tens >= 0 ? value * 10n ** BigInt(tens) : divideUp(value, 10n ** BigInt(-tens));
}

/** The quotient of two positive numbers (or of zero), rounded up. */
export function divideUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor;
}

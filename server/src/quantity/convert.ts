import { scaleToNanos } from "./nanos.ts";
import { isQuantity, parseQuantity } from "./parse.ts";
import type { Quantity, QuantityFormat } from "./quantity.ts";

const nanosPerUnit = 1_000_000_000n;

/** The quantity in base units (cores, bytes, devices); the nearest number where it has no exact one. */
export function toNumber(quantity: Quantity): number {
  const { nanos } = quantity;
  // A quotient of two exact numbers is rounded once; whole and rest are rounded apart only where digits are lost anyway.
  if (nanos <= Number.MAX_SAFE_INTEGER && nanos >= Number.MIN_SAFE_INTEGER) return Number(nanos) / Number(nanosPerUnit);
  return Number(nanos / nanosPerUnit) + Number(nanos % nanosPerUnit) / Number(nanosPerUnit);
}

/**
 * The quantity of an amount in base units. It is taken as the decimal that the number prints as (0.57 is 570m, not
 * the binary fraction beside it), and what is below one nano rounds away from zero. NaN has no amount: it is zero.
 */
export function fromNumber(value: number, format: QuantityFormat): Quantity {
  if (Number.isNaN(value)) return { nanos: 0n, format };
  const [digits = "0", exponent = "0"] = String(Math.min(Math.abs(value), Number.MAX_VALUE)).split("e");
  const magnitude = scaleToNanos(digits, Number(exponent), 1n);
  return { nanos: value < 0 ? -magnitude : magnitude, format };
}

/** Negative where `a` is smaller, positive where it is larger, 0 where both are the same amount in whatever notation. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (a.nanos === b.nanos) return 0;
  return a.nanos < b.nanos ? -1 : 1;
}

/** The amount in base units that a text says; undefined where it is no quantity. */
export function amountOf(text: string): number | undefined {
  const quantity = parseQuantity(text);
  return isQuantity(quantity) ? toNumber(quantity) : undefined;
}

import { fromNumber, toNumber } from "./convert.ts";
import { formatQuantity } from "./format.ts";
import { divideUp } from "./nanos.ts";
import { isQuantity, parseQuantity } from "./parse.ts";
import type { QuantityFormat } from "./quantity.ts";

/** Steps are at most this part of the amount: 1/16, about 6 %. */
const stepsPerAmount = 16n;

const nanosPerUnit = 1_000_000_000n;
const millicore = 1_000_000n;
const mebibyte = 1024n * 1024n * nanosPerUnit;

/** An amount in base units and the text that a manifest would hold. */
export interface ReadableAmount {
  readonly amount: number;
  readonly text: string;
}

/**
 * The next amount that people would write: cpu in steps of 5m, 10m, 50m, 100m, 500m …; memory and storage in
 * Mi by powers of two (so that 512Mi, 1Gi and 1280Mi are on the grid); huge pages in whole pages; devices whole.
 * Never below `amount`, at most about 6 % above it (or one smallest step), idempotent and monotone. Negative is zero.
 */
export function roundUpReadable(resource: string, amount: number): ReadableAmount {
  const { nanos } = fromNumber(Math.max(amount, 0), "decimalSI");
  const step = stepFor(resource, nanos);
  const format: QuantityFormat = isBytes(resource) ? "binarySI" : "decimalSI";
  const rounded = { nanos: divideUp(nanos, step) * step, format };
  return { amount: toNumber(rounded), text: formatQuantity(rounded) };
}

/** Whether a resource is counted in bytes. */
export function isBytes(resource: string): boolean {
  return /^(?:memory|ephemeral-storage|storage|hugepages-.*)$/.test(resource);
}

/** Each step is a multiple of the one below it and begins at a multiple of itself: that makes rounding monotone. */
function stepFor(resource: string, nanos: bigint): bigint {
  if (resource === "cpu") return largestStep(5n * millicore, nanos, [2n, 5n]);
  if (resource.startsWith("hugepages-")) return pageSize(resource);
  return isBytes(resource) ? largestStep(mebibyte, nanos, [2n]) : nanosPerUnit;
}

function largestStep(smallest: bigint, nanos: bigint, factors: readonly bigint[]): bigint {
  let step = smallest;
  for (let turn = 0; ; turn++) {
    const next = step * (factors[turn % factors.length] ?? 2n);
    if (next * stepsPerAmount > nanos) return step;
    step = next;
  }
}

function pageSize(resource: string): bigint {
  const size = parseQuantity(resource.slice("hugepages-".length));
  return isQuantity(size) && size.nanos > 0n ? size.nanos : mebibyte;
}

/** An amount for people, about three digits of it: `350m`, `1.5`, `1.2Gi`, `2`. Not for manifests: it rounds to nearest. */
export function describeAmount(resource: string, amount: number): string {
  if (!Number.isFinite(amount)) return "unknown";
  if (resource === "cpu" && Math.abs(amount) < 0.9995) return amount === 0 ? "0" : `${threeDigits(amount * 1000)}m`;
  if (!isBytes(resource)) return threeDigits(amount);
  const units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];
  let unit = 0;
  let value = amount;
  while (Math.abs(value) >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${threeDigits(value)}${units[unit]}`;
}

/** Whole digits are never dropped; up to two decimals fill the three. */
function threeDigits(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return String(Number(value.toFixed(decimals)));
}

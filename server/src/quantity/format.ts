import type { Quantity } from "./quantity.ts";

const nanosPerUnit = 1_000_000_000n;

/**
 * Kubernetes' canonical form: no fraction, the largest suffix that allows it, and the notation of the quantity.
 * A binary quantity below 1024 or with a fraction is written decimally, and a decimal one above the last suffix with
 * an exponent.
 * Source: apimachinery `CanonicalizeBytes` in `pkg/api/resource/quantity.go`.
 */
export function formatQuantity(quantity: Quantity): string {
  const { nanos, format } = quantity;
  if (nanos === 0n) return "0";
  const sign = nanos < 0n ? "-" : "";
  const magnitude = nanos < 0n ? -nanos : nanos;
  const isBinary = format === "binarySI" && hasBinaryForm(magnitude);
  return sign + (isBinary ? binary(magnitude / nanosPerUnit) : decimal(magnitude, format === "decimalExponent"));
}

/** A reader caps binary quantities at 2^63 - 1, so that a larger one has to be written decimally to keep its value. */
function hasBinaryForm(magnitude: bigint): boolean {
  const units = magnitude / nanosPerUnit;
  return magnitude % nanosPerUnit === 0n && units >= 1024n && units < 2n ** 63n;
}

function binary(units: bigint): string {
  const suffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
  let mantissa = units;
  let power = 0;
  while (mantissa % 1024n === 0n && power < suffixes.length - 1) {
    mantissa /= 1024n;
    power++;
  }
  return `${mantissa}${suffixes[power]}`;
}

function decimal(nanos: bigint, asExponent: boolean): string {
  const suffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
  let mantissa = nanos;
  let power = 0;
  while (mantissa % 1000n === 0n) {
    mantissa /= 1000n;
    power++;
  }
  const suffix = asExponent ? undefined : suffixes[power];
  const exponent = 3 * power - 9;
  return `${mantissa}${suffix ?? (exponent === 0 ? "" : `e${exponent}`)}`;
}

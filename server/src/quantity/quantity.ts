/**
 * A Kubernetes quantity, exact. Kubernetes keeps nothing below one nano and rounds smaller parts away from zero,
 * so a whole number of nanos represents every legal value.
 * Source of grammar and semantics: apimachinery `pkg/api/resource/quantity.go`.
 */
export interface Quantity {
  readonly nanos: bigint;
  /** The notation of the text, which canonical formatting keeps. */
  readonly format: QuantityFormat;
}

/** `500m`, `2G` | `2Gi` | `5e8`. */
export type QuantityFormat = "decimalSI" | "binarySI" | "decimalExponent";

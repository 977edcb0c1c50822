import fc from "fast-check";
import type { Quantity } from "../../server/src/quantity/quantity.ts";

/** Quantities of every notation and size: a number with few digits, times a power of ten or of two. */
export const arbitraryQuantity: fc.Arbitrary<Quantity> = fc
  .record({
    mantissa: fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }),
    tens: fc.nat(30),
    twos: fc.nat(60),
    format: fc.constantFrom("decimalSI", "binarySI", "decimalExponent"),
  })
  .map(({ mantissa, tens, twos, format }) => ({ nanos: mantissa * 10n ** BigInt(tens) * 2n ** BigInt(twos), format }));

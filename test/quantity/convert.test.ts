import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { amountOf, compareQuantities, fromNumber, toNumber } from "../../server/src/quantity/convert.ts";
import { formatQuantity } from "../../server/src/quantity/format.ts";
import { arbitraryQuantity } from "./arbitrary-quantity.ts";

test("a text has an amount in base units, or none", () => {
  const amounts = ["250m", "1.2Gi", "2", "128M", "-1", "128MB", ""].map(amountOf);
  assert.deepEqual(amounts, [0.25, 1_288_490_188.8, 2, 128e6, -1, undefined, undefined]);
});

test("a number is taken as the decimal that it prints as, and rounds up to a nano", () => {
  const texts = [0.57, 1.1, 0.1 + 0.2, 1e-12, -0.25, 1e21, 2 ** 53, 0].map((value) =>
    formatQuantity(fromNumber(value, "decimalSI")),
  );
  assert.deepEqual(texts, ["570m", "1100m", "300000001n", "1n", "-250m", "1e21", "9007199254740992", "0"]);
  assert.deepEqual(
    [1.5 * 2 ** 30, 1000, 2 ** 20 + 0.5].map((value) => formatQuantity(fromNumber(value, "binarySI"))),
    ["1536Mi", "1k", "1048576500m"],
  );
});

test("what is no number is zero or the largest number", () => {
  assert.equal(fromNumber(Number.NaN, "decimalSI").nanos, 0n);
  assert.equal(toNumber(fromNumber(Number.NEGATIVE_INFINITY, "decimalSI")), -Number.MAX_VALUE);
});

test("a number with at most nine decimals comes back as itself", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(9), (digits, decimals) => {
      const value = Number(`${digits}e-${decimals}`);
      assert.equal(toNumber(fromNumber(value, "decimalSI")), digits === 0 ? 0 : value);
    }),
  );
});

test("a quantity is never below its number", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (value) =>
      assert.ok(toNumber(fromNumber(value, "binarySI")) >= value),
    ),
  );
});

test("quantities compare as their amounts do", () => {
  fc.assert(
    fc.property(arbitraryQuantity, arbitraryQuantity, (a, b) => {
      assert.equal(Math.sign(compareQuantities(a, b)), a.nanos < b.nanos ? -1 : Number(a.nanos > b.nanos));
      assert.equal(compareQuantities(a, b) + compareQuantities(b, a), 0);
    }),
  );
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { formatQuantity } from "../../server/src/quantity/format.ts";
import { isQuantity, parseQuantity } from "../../server/src/quantity/parse.ts";
import type { Quantity } from "../../server/src/quantity/quantity.ts";
import { arbitraryQuantity } from "./arbitrary-quantity.ts";

function quantity(text: string): Quantity {
  const result = parseQuantity(text);
  assert.ok(isQuantity(result), text);
  return result;
}

describe("a quantity", () => {
  for (const [text, nanos, canonical] of [
    ["0", 0n, "0"],
    ["0Mi", 0n, "0"],
    ["100m", 100_000_000n, "100m"],
    ["1.5", 1_500_000_000n, "1500m"],
    ["0.5", 500_000_000n, "500m"],
    [".5", 500_000_000n, "500m"],
    ["2.", 2_000_000_000n, "2"],
    ["+3", 3_000_000_000n, "3"],
    ["-5m", -5_000_000n, "-5m"],
    ["007", 7_000_000_000n, "7"],
    ["1000m", 1_000_000_000n, "1"],
    ["5n", 5n, "5n"],
    ["4u", 4_000n, "4u"],
    ["50k", 50_000n * 10n ** 9n, "50k"],
    ["100.035k", 100_035n * 10n ** 9n, "100035"],
    ["1000M", 10n ** 18n, "1G"],
    ["1.01E", 101n * 10n ** 25n, "1010P"],
    ["1000E", 10n ** 30n, "1e21"],
    ["1Ki", 1024n * 10n ** 9n, "1Ki"],
    ["1024Mi", 2n ** 30n * 10n ** 9n, "1Gi"],
    ["1.5Gi", 1536n * 2n ** 20n * 10n ** 9n, "1536Mi"],
    ["0.05Gi", 53_687_091_200_000_000n, "53687091200m"],
    ["0.001Ki", 1_024_000_000n, "1024m"],
    ["512e6", 512n * 10n ** 15n, "512e6"],
    ["1E3", 1000n * 10n ** 9n, "1e3"],
    ["1e-3", 1_000_000n, "1e-3"],
    ["1.3E+6", 13n * 10n ** 14n, "1300e3"],
    ["1E", 10n ** 27n, "1E"],
  ] as const) {
    test(`${text} is ${canonical}`, () => {
      assert.equal(quantity(text).nanos, nanos);
      assert.equal(formatQuantity(quantity(text)), canonical);
    });
  }
  for (const [text, canonical] of [
    ["0.9n", "1n"],
    ["3.001n", "4n"],
    ["-3.001n", "-4n"],
    ["0.00000012354", "124n"],
    ["0.000000000001Ki", "2n"],
    ["1e-400000", "1e-9"],
  ] as const) {
    test(`below a nano rounds away from zero: ${text} is ${canonical}`, () =>
      assert.equal(formatQuantity(quantity(text)), canonical));
  }
  test("in binary notation is capped at 2^63 - 1, and in decimal it is not", () => {
    assert.equal(quantity("9Ei").nanos, (2n ** 63n - 1n) * 10n ** 9n);
    assert.equal(quantity("12E").nanos, 12n * 10n ** 27n);
  });
  test("keeps its notation", () => {
    assert.deepEqual(
      ["1", "1Mi", "1e3", "0.0001Ki"].map((text) => quantity(text).format),
      ["decimalSI", "binarySI", "decimalExponent", "decimalSI"],
    );
  });
  test("of absurd size costs nothing", () => {
    assert.equal(quantity("1e2000000000").nanos, quantity("1e1999999999").nanos);
  });
});

describe("no quantity", () => {
  for (const [text, problem, suggestion] of [
    ["", "empty", undefined],
    [" ", "empty", undefined],
    ["128MB", "unit", "128M"],
    ["1GB", "unit", "1G"],
    ["2gb", "unit", "2G"],
    ["512mb", "unit", "512M"],
    ["100MiB", "unit", "100Mi"],
    ["500mi", "unit", "500Mi"],
    ["64K", "unit", "64k"],
    ["64KI", "unit", "64Ki"],
    ["2g", "unit", "2G"],
    ["1 Gi", "unit", "1Gi"],
    ["1Gi ", "unit", "1Gi"],
    [" 1", "syntax", "1"],
    ["2 cores", "unit", "2"],
    ["500 millicores", "unit", "500m"],
    ["1.5 vCPU", "unit", "1.5"],
    ["100 bytes", "unit", "100"],
    ["1,5", "syntax", "1.5"],
    ["0,25Gi", "syntax", "0.25Gi"],
    ["1,000", "syntax", undefined],
    ["1_000", "syntax", "1000"],
    ["1i", "unit", undefined],
    ["1e", "unit", undefined],
    ["0.1am", "unit", undefined],
    ["1.1.M", "syntax", undefined],
    ["1+1.0M", "syntax", undefined],
    ["-3.01e-", "syntax", undefined],
    ["1e4294967297", "syntax", undefined],
    ["1e1.5", "syntax", undefined],
    ["abc", "syntax", undefined],
    [".", "syntax", undefined],
    ["50%", "syntax", undefined],
    ["1\n", "syntax", "1"],
  ] as const) {
    test(`${JSON.stringify(text)} ${suggestion === undefined ? "" : `is meant to be ${suggestion}`}`, () => {
      assert.deepEqual(parseQuantity(text), suggestion === undefined ? { problem } : { problem, suggestion });
    });
  }
});

test("a formatted quantity reads as itself, and is canonical where its notation shows", () => {
  fc.assert(
    fc.property(arbitraryQuantity, (original) => {
      const text = formatQuantity(original);
      assert.equal(quantity(text).nanos, original.nanos);
      // 2000 bytes have no binary suffix, and a bare number reads as a decimal one.
      if (quantity(text).format === original.format) assert.equal(formatQuantity(quantity(text)), text);
      assert.match(text, /^-?\d+(?:[numkMGTPE]|[KMGTPE]i|e-?\d+)?$/);
    }),
  );
});

test("what is suggested is a quantity, and any text has an answer", () => {
  const unit = fc.constantFrom("", " ", "MB", "gib", "Ki", "m", "cores", "e", "%", "i", "E", "Kb");
  const text = fc.oneof(
    fc.string(),
    fc.tuple(fc.stringMatching(/^[+-]?[\d.,_]{1,8}$/), unit).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (anything) => {
      const result = parseQuantity(anything);
      if (!isQuantity(result) && result.suggestion !== undefined)
        assert.ok(isQuantity(parseQuantity(result.suggestion)));
    }),
    { numRuns: 1000 },
  );
});

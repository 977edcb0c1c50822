import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { amountOf } from "../../server/src/quantity/convert.ts";
import { describeAmount, roundUpReadable } from "../../server/src/quantity/round.ts";

const Mi = 2 ** 20;

describe("rounding up", () => {
  for (const [resource, amount, text] of [
    ["cpu", 0, "0"],
    ["cpu", 0.0001, "5m"],
    ["cpu", 0.037, "40m"],
    ["cpu", 0.0801, "85m"],
    ["cpu", 0.3512, "360m"],
    ["cpu", 0.36, "360m"],
    ["cpu", 0.57, "570m"],
    ["cpu", 0.81, "850m"],
    ["cpu", 1.2, "1200m"],
    ["cpu", 1.21, "1250m"],
    ["cpu", 3.95, "4"],
    ["cpu", 13.1, "13500m"],
    ["memory", 1, "1Mi"],
    ["memory", 100.2 * Mi, "104Mi"],
    ["memory", 128 * Mi, "128Mi"],
    ["memory", 500 * Mi, "512Mi"],
    ["memory", 1001 * Mi, "1Gi"],
    ["memory", 1.2 * 1024 * Mi, "1280Mi"],
    ["memory", 17.1 * 1024 * Mi, "18Gi"],
    ["ephemeral-storage", 3 * 1024 * Mi + 1, "3200Mi"],
    ["hugepages-2Mi", 3 * Mi, "4Mi"],
    ["hugepages-1Gi", 1, "1Gi"],
    ["nvidia.com/gpu", 0.3, "1"],
    ["pods", 7, "7"],
    ["memory", -1, "0"],
  ] as const) {
    test(`${amount} ${resource} is ${text}`, () => {
      const rounded = roundUpReadable(resource, amount);
      assert.equal(rounded.text, text);
      assert.equal(rounded.amount, amountOf(text));
    });
  }

  const resource = fc.constantFrom("cpu", "memory", "ephemeral-storage", "hugepages-2Mi", "nvidia.com/gpu");
  const amount = fc
    .tuple(fc.double({ min: 0, max: 1000, noNaN: true }), fc.nat(12))
    .map(([base, power]) => base * 10 ** power);

  test("never goes below the amount, and text and amount agree", () => {
    fc.assert(
      fc.property(resource, amount, (name, value) => {
        const rounded = roundUpReadable(name, value);
        assert.ok(rounded.amount >= value);
        assert.equal(amountOf(rounded.text), rounded.amount);
      }),
    );
  });
  test("stays within a sixteenth, or the smallest step", () => {
    const smallest = new Map([
      ["cpu", 0.005],
      ["memory", Mi],
    ]);
    fc.assert(
      fc.property(fc.constantFrom("cpu", "memory"), amount, (name, value) => {
        const excess = roundUpReadable(name, value).amount - value;
        assert.ok(excess <= Math.max(value / 16, smallest.get(name) ?? 0) * (1 + 1e-9));
      }),
    );
  });
  test("changes nothing the second time", () => {
    fc.assert(
      fc.property(resource, amount, (name, value) => {
        const once = roundUpReadable(name, value);
        assert.deepEqual(roundUpReadable(name, once.amount), once);
      }),
    );
  });
  test("keeps the order", () => {
    fc.assert(
      fc.property(resource, amount, fc.double({ min: 1, max: 1.2, noNaN: true }), (name, value, factor) => {
        assert.ok(roundUpReadable(name, value).amount <= roundUpReadable(name, value * factor).amount);
      }),
    );
  });
});

test("amounts are described in about three digits", () => {
  const described = [
    ["cpu", 0.35],
    ["cpu", 0.0371],
    ["cpu", 1.5],
    ["cpu", 12.345],
    ["cpu", 123.4],
    ["cpu", 0.99999],
    ["cpu", 0],
    ["cpu", -0.5],
    ["memory", 1.2 * 1024 * Mi],
    ["memory", 350 * Mi],
    ["memory", 1023.9 * Mi],
    ["memory", 512],
    ["ephemeral-storage", 90 * 1024 * Mi],
    ["nvidia.com/gpu", 2],
    ["requests", 41.66],
    ["memory", Number.NaN],
  ] as const;
  const texts = described.map(([resource, amount]) => describeAmount(resource, amount));
  assert.deepEqual(texts, [
    "350m",
    "37.1m",
    "1.5",
    "12.3",
    "123",
    "1",
    "0",
    "-500m",
    "1.2Gi",
    "350Mi",
    "1Gi",
    "512",
    "90Gi",
    "2",
    "41.7",
    "unknown",
  ]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { naive, percentile, seasonalNaive, weeklyNaive } from "../../server/src/forecast/baselines.ts";
import { forecastKey } from "../../server/src/forecast/key.ts";
import { findLevelShift } from "../../server/src/forecast/level-shift.ts";
import { bridgeGaps, coarsen, refine } from "../../server/src/forecast/window.ts";
import { course, daysOf, requestOf, seriesOf } from "./make-series.ts";

const gap = Number.NaN;

test("gaps are bridged by the day before, else by the day after, else straight across", () => {
  const bridge = (values: readonly number[], day: number) => [...bridgeGaps(Float64Array.from(values), day).values];
  assert.deepEqual(bridge([1, 2, 3, gap, 5, 6], 3), [1, 2, 3, 1, 5, 6]);
  assert.deepEqual(bridge([gap, 2, 3, 4, 5, 6], 3), [4, 2, 3, 4, 5, 6]);
  assert.deepEqual(bridge([1, gap, gap, 4], 9), [1, 2, 3, 4]);
  assert.deepEqual(bridge([gap, 1, gap], 9), [1, 1, 1]);
  assert.deepEqual([...bridgeGaps(Float64Array.of(1, gap, 3), 9).measured], [1, 0, 1]);
});

test("groups of steps end with the last step, and are taken apart along straight lines", () => {
  assert.deepEqual([...coarsen(Float64Array.of(9, 1, 3, gap, 5, gap, gap), 2)], [2, 5, gap]);
  assert.deepEqual([...refine(Float64Array.of(2, 4), 2, 4)], [2, 2.5, 3.5, 4]);
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1 }), fc.integer({ min: 1, max: 5 }), (values, factor) => {
      const fine = refine(Float64Array.from(values), factor, values.length * factor);
      assert.equal(fine.length, values.length * factor);
      assert.ok(fine.every((value) => value >= Math.min(...values) && value <= Math.max(...values)));
    }),
  );
});

test("baselines repeat what was", () => {
  const window = bridgeGaps(
    Float64Array.from({ length: 16 }, (_, i) => i),
    2,
  );
  const next = ({ fit }: typeof naive) => [...(fit(window, 4)?.(4) ?? [])];
  assert.deepEqual(next(naive), [15, 15, 15, 15]);
  assert.deepEqual(next(seasonalNaive), [14, 15, 14, 15]);
  assert.deepEqual(next(weeklyNaive), [2, 3, 4, 5]);
  assert.deepEqual(next(percentile), [8, 9, 8, 9]);
});

const jumps: readonly (readonly [
  what: string,
  found: boolean,
  value: (day: number, noise: number) => number,
  days: number,
])[] = [
  ["a jump up", true, (at, r) => (at < 8.3 ? 2 : 6) + course(at) + 0.2 * r, 14],
  ["a jump down", true, (at, r) => (at < 8.3 ? 9 : 3) + course(at) + 0.2 * r, 14],
  ["a jump a day and a half ago, after two weeks", true, (at, r) => (at < 12.5 ? 2 : 6) + 0.2 * r, 14],
  ["a weekend", false, (at, r) => (at % 7 < 5 ? 9 : 3) + 0.2 * r, 14],
  ["a first weekend", false, (at, r) => (at < 5 ? 9 : 3) + 0.2 * r, 7],
  ["a trend", false, (at, r) => 2 + at + 0.2 * r, 21],
  ["one odd day", false, (at, r) => (at > 8 && at < 9 ? 9 : 3) + 0.2 * r, 14],
  ["noise", false, (_, r) => 5 + 5 * r, 14],
  ["a small step", false, (at, r) => (at < 8 ? 10 : 11) + 0.01 * r, 14],
];

for (const [what, found, value, days] of jumps) {
  test(`${what} is ${found ? "a" : "no"} lasting jump`, () => {
    const shift = findLevelShift(bridgeGaps(daysOf(days, value), 96));
    assert.equal(shift !== undefined, found);
  });
}

test("a jump is found at its step", () => {
  const values = daysOf(14, (at, random) => (at < 8.3 ? 2 : 6) + 0.5 * random);
  const shift = findLevelShift(bridgeGaps(values, 96));
  assert.ok(Math.abs((shift?.age ?? 0) - (14 - 8.3) * 96) <= 1);
});

test("keys follow what the forecast follows", () => {
  const values = [1, 2, 3, 4];
  const key = forecastKey(seriesOf(values), requestOf());
  assert.equal(forecastKey(seriesOf(values), requestOf({ stop: () => true })), key);
  const others = [
    forecastKey(seriesOf([1, 2, 4, 3]), requestOf()),
    forecastKey(seriesOf(values, { max: Float64Array.of(1, 2, 3, 5) }), requestOf()),
    forecastKey(seriesOf(values, { id: "/web//cpu" }), requestOf()),
    forecastKey(seriesOf(values, { start: 0 }), requestOf()),
    forecastKey(seriesOf(values), requestOf({ quantile: 0.9 })),
    forecastKey(seriesOf(values), requestOf({ horizonSeconds: 1 })),
    forecastKey(seriesOf(values), requestOf({ model: "naive" })),
    forecastKey(seriesOf(values), requestOf({ minimumHistorySeconds: 1 })),
  ];
  assert.equal(new Set([key, ...others]).size, others.length + 1);
});

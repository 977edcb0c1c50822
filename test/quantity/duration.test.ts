import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatDuration, parseDuration } from "../../server/src/quantity/duration.ts";
import { parseShare } from "../../server/src/quantity/share.ts";

test("durations are read in seconds", () => {
  const texts = ["90s", "5m", "12h", "7d", "2w", "300ms", "1h30m", "1.5h", "0s", "5", "m", "-1s", "1 h", "1y", ""];
  assert.deepEqual(texts.map(parseDuration), [
    90,
    300,
    43_200,
    604_800,
    1_209_600,
    0.3,
    5400,
    5400,
    0,
    ...Array(6).fill(undefined),
  ]);
});

test("durations are written in whole units", () => {
  assert.deepEqual([604_800, 5400, 90, 0.3, 0, -1, 1e9].map(formatDuration), [
    "7d",
    "1h30m",
    "1m30s",
    "300ms",
    "0s",
    "0s",
    "11574d1h46m40s",
  ]);
});

test("a written duration reads as itself, to the millisecond", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (milliseconds) => {
      const seconds = parseDuration(formatDuration(milliseconds / 1000));
      assert.equal(Math.round((seconds ?? -1) * 1000), milliseconds);
    }),
  );
});

test("shares are read as parts of one", () => {
  assert.deepEqual(
    ["10%", "0.1", 0.1, "150%", " 7.5% ", ".5", 0, 2].map(parseShare),
    [0.1, 0.1, 0.1, 1.5, 0.075, 0.5, 0, 2],
  );
  assert.deepEqual(
    ["-10%", "ten", "", "%", "1e3", Number.NaN, -1, Number.POSITIVE_INFINITY].map(parseShare),
    Array(8).fill(undefined),
  );
});

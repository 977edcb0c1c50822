import assert from "node:assert/strict";
import { test } from "node:test";
import { forecastSeries } from "../../server/src/forecast/forecast-series.ts";
import { heldLevel } from "../../server/src/forecast/held-level.ts";
import { course, daysOf, requestOf, seriesOf } from "./make-series.ts";

const free = daysOf(14, (at, random) => 1 + course(at) + 0.2 * random);
const throttled = free.map((value) => Math.min(value, 2.2 * (1 - 0.001 * (value % 1))));

const cases: readonly (readonly [what: string, values: Float64Array, held: boolean])[] = [
  ["use that is cut off at a limit", throttled, true],
  ["the same with gaps", throttled.map((value, i) => (i % 5 === 0 ? Number.NaN : value)), true],
  ["free use", free, false],
  ["a smooth course without noise", daysOf(14, (at) => 1 + course(at)), false],
  ["a constant", daysOf(14, () => 3), false],
  ["a job that goes on and off", daysOf(14, (at) => (at % 1 < 0.3 ? 2 : 0)), false],
  ["nothing", new Float64Array(500), false],
  ["one busy hour", daysOf(14, (at, random) => (at > 3 && at < 3.04 ? 9 : 8 + 0.5 * random)), false],
  ["gaps alone", new Float64Array(9).fill(Number.NaN), false],
];

for (const [what, values, held] of cases) {
  test(`${what} is ${held ? "" : "not "}held at a level`, () => assert.equal(heldLevel(values) !== undefined, held));
}

test("a throttled history says that more may have been wanted, and the bound goes above the limit", () => {
  const request = requestOf({ horizonSeconds: 86_400, quantile: 0.99 });
  const { reason, upper } = forecastSeries(seriesOf(throttled), request);
  assert.match(reason, /For 4\d % of the history use stayed at 2\.2, as a limit would hold it: more may have been/);
  assert.ok(Math.max(...upper) > 2.2, String(Math.max(...upper)));
  assert.doesNotMatch(forecastSeries(seriesOf(free), request).reason, /as a limit would/);
  assert.doesNotMatch(forecastSeries(seriesOf(throttled, { resource: "memory" }), request).reason, /as a limit/);
});

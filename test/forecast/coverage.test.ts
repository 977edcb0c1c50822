import assert from "node:assert/strict";
import { test } from "node:test";
import { forecastSeries } from "../../server/src/forecast/forecast-series.ts";
import { course, noise, requestOf, seriesOf } from "./make-series.ts";

const hoursOfDay = 24;
const days = 21;
const request = requestOf({ horizonSeconds: 86_400, quantile: 0.95 });
/** 95 % of a standard normal variable lie below. */
const normalQuantile = 1.645;

/** Nearly standard normal: twelve uniform numbers. */
function normal(seed: number): () => number {
  const uniform = noise(seed);
  return () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, 0) / 2;
}

/** Hourly values of one run of a process. */
type Process = (draw: () => number) => (hour: number) => number;

const processes: readonly (readonly [what: string, process: Process])[] = [
  ["a daily course with noise", (draw) => (hour) => 10 + 3 * course(hour / hoursOfDay) + draw()],
  [
    "a daily course with noise that lasts",
    (draw) => {
      let state = 0;
      return (hour) => {
        state = 0.8 * state + 0.6 * draw();
        return 10 + 3 * course(hour / hoursOfDay) + state;
      };
    },
  ],
  [
    "noise that grows with the hour's level",
    (draw) => (hour) => (4 + 3 * course(hour / hoursOfDay)) * (1 + 0.15 * draw()),
  ],
  [
    "a jump of the level a week ago",
    (draw) => (hour) => (hour < 14 * hoursOfDay ? 5 : 15) + 2 * course(hour / hoursOfDay) + draw(),
  ],
  ["noise with rare spikes", (draw) => () => 10 + draw() + (draw() > 2.3 ? 20 : 0)],
];

for (const [what, process] of processes) {
  test(`the 95 % bound covers about 95 % of ${what}`, () => {
    let covered = 0;
    let count = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const value = process(normal(seed));
      const all = Float64Array.from({ length: (days + 1) * hoursOfDay }, (_, hour) => value(hour));
      const { upper } = forecastSeries(seriesOf(all.slice(0, days * hoursOfDay), { stepSeconds: 3600 }), request);
      const next = all.slice(days * hoursOfDay);
      covered += next.filter((truth, hour) => truth <= (upper[hour] ?? 0)).length;
      count += next.length;
    }
    assert.ok(covered / count > 0.92 && covered / count < 0.99, String(covered / count));
  });
}

test("where the quantile is known, the bound is near it at every hour", () => {
  const value = (hour: number) => 20 + 5 * course(hour / hoursOfDay);
  const draw = normal(7);
  const known = Float64Array.from({ length: 28 * hoursOfDay }, (_, hour) => value(hour) + draw());
  const { mean, upper } = forecastSeries(seriesOf(known, { stepSeconds: 3600 }), request);
  mean.forEach((expected, hour) => {
    assert.ok(Math.abs(expected - value(hour)) < 1.2, `mean at ${hour}: ${expected} for ${value(hour)}`);
  });
  const above = upper.map((bound, hour) => bound - value(hour));
  const average = above.reduce((sum, distance) => sum + distance, 0) / above.length;
  assert.ok(average > normalQuantile - 0.2 && average < normalQuantile + 0.6, String(average));
});

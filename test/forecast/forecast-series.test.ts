import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { forecastSeries } from "../../server/src/forecast/forecast-series.ts";
import { modelNames } from "../../server/src/forecast/models.ts";
import { course, daysOf, noise, requestOf, seriesOf } from "./make-series.ts";

const day = requestOf({ horizonSeconds: 86_400 });

function meanAbsoluteError(actual: Float64Array, forecast: Float64Array): number {
  return forecast.reduce((sum, value, i) => sum + Math.abs(value - (actual[i] ?? Number.NaN)), 0) / forecast.length;
}

test("a forecast starts one step after the last sample and covers the horizon", () => {
  const series = seriesOf(daysOf(4, course));
  const forecast = forecastSeries(series, day);
  assert.equal(forecast.start, series.start + 4 * 86_400_000);
  assert.deepEqual([forecast.mean.length, forecast.upper.length, forecast.stepSeconds], [96, 96, 900]);
  assert.equal(forecastSeries(series, requestOf({ horizonSeconds: 1 })).mean.length, 1);
});

const shapes: readonly (readonly [what: string, model: RegExp, values: Float64Array])[] = [
  ["the same course every day", /seasonalNaive|percentile/, daysOf(10, course)],
  ["a course with noise", /^pool$/, daysOf(10, (at, random) => 2 + course(at) + 0.5 * random)],
  ["a steady rise", /linear|robust|polynomial|pool/, daysOf(14, (at, random) => 2 + at + 0.1 * random)],
  [
    "weekdays and weekends that grow",
    /^(seasonal|pool)$/,
    daysOf(28, (at, random) => (1 + at / 28) * (1 + course(at) * (at % 7 < 5 ? 1 : 0.3)) + 0.2 * random),
  ],
  ["a constant", /seasonalNaive/, daysOf(5, () => 3)],
];

for (const [what, model, values] of shapes) {
  test(`the backtest chooses by ${what}`, () => {
    const forecast = forecastSeries(seriesOf(values), day);
    assert.match(forecast.model ?? "none", model, forecast.reason);
    assert.ok(forecast.backtest.folds >= 3);
  });
}

test("where the level wanders nothing is known, and the forecast hardly misses more than the last value held", () => {
  let ours = 0;
  let held = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const random = noise(seed);
    let level = 200;
    const values = Float64Array.from({ length: 15 * 96 }, () => (level += random()));
    const [known, next] = [values.slice(0, 14 * 96), values.slice(14 * 96)];
    ours += meanAbsoluteError(next, forecastSeries(seriesOf(known), day).mean);
    held += meanAbsoluteError(next, new Float64Array(96).fill(known.at(-1) ?? 0));
  }
  assert.ok(ours < 1.1 * held, `${ours} against ${held}`);
});

test("where nothing was gained over a baseline, the reason says so", () => {
  const random = noise(3);
  let level = 50;
  const { reason } = forecastSeries(seriesOf(Float64Array.from({ length: 14 * 96 }, () => (level += random()))), day);
  assert.match(reason, /was no better than .* in 7 backtests\.|^No regression clearly beat /);
});

test("the chosen model is better than yesterday's values where there is more to know", () => {
  const values = daysOf(29, (at, random) => (at % 7 < 5 ? 4 : 2) * (1 + course(at)) + 0.5 * random);
  const [known, next] = [values.slice(0, 28 * 96), values.slice(28 * 96)];
  const error = meanAbsoluteError(next, forecastSeries(seriesOf(known), day).mean);
  assert.ok(error < 0.8 * meanAbsoluteError(next, known.slice(-96)));
});

test("too little history makes no forecast, and the reason says how much there is and is needed", () => {
  const short = forecastSeries(seriesOf(daysOf(1.5, course)), day);
  assert.equal(short.model, undefined);
  assert.deepEqual([short.mean.length, short.upper.length, short.backtest.folds], [0, 0, 0]);
  assert.equal(short.reason, "Too little history: 1d12h (144 samples) of the 2d needed.");
  const one = forecastSeries(seriesOf([1]), requestOf({ minimumHistorySeconds: 0 }));
  assert.equal(one.reason, "Too little history: 15m (1 sample) of the two samples needed.");
});

const odd: readonly (readonly [what: string, values: readonly number[]])[] = [
  ["two points", [1, 2]],
  ["five points", [1, 5, 2, 4, 3]],
  ["zeros", Array(300).fill(0)],
  ["a single spike", Array(300).fill(0).with(150, 9)],
  ["a last spike", Array(300).fill(1).with(299, 1e12)],
  ["tiny values", Array(300).fill(1e-300)],
  ["huge values", Array.from({ length: 300 }, (_, i) => 1e200 * (1 + (i % 7)))],
  ["mostly gaps", Array.from({ length: 600 }, (_, i) => (i % 96 < 4 || i === 599 ? 2 + (i % 3) : Number.NaN))],
  ["values below zero", Array.from({ length: 300 }, (_, i) => (i % 7) - 3)],
  ["nothing but values below zero", Array(300).fill(-2)],
  ["one value between gaps", Array(300).fill(Number.NaN).with(299, 5)],
];

for (const [what, values] of odd) {
  test(`history of ${what} makes a finite forecast`, () => {
    for (const model of ["auto", ...modelNames]) {
      const { mean, upper } = forecastSeries(seriesOf(values), requestOf({ minimumHistorySeconds: 0, model }));
      assert.equal(mean.length, 672, model);
      assert.ok(
        mean.every((value) => value >= 0 && Number.isFinite(value)),
        `${model}: ${mean.slice(0, 5)}`,
      );
      assert.ok(
        upper.every((value, i) => value >= (mean[i] ?? 0) && Number.isFinite(value)),
        `${model}: ${upper.slice(0, 5)}`,
      );
    }
  });
}

test("a job that runs at night is forecast by its nights, not by the empty days", () => {
  const values = Float64Array.from({ length: 14 * 96 }, (_, i) => (i % 96 < 5 ? 2 : Number.NaN)).with(14 * 96 - 1, 2);
  const { mean } = forecastSeries(seriesOf(values), day);
  assert.ok(mean.every((value) => Math.abs(value - 2) < 0.01));
});

test("a model that is asked for is used, an unknown one is named and replaced", () => {
  const series = seriesOf(daysOf(14, course));
  for (const model of modelNames) assert.equal(forecastSeries(series, { ...day, model }).model, model);
  const unknown = forecastSeries(series, { ...day, model: "prophet" });
  assert.equal(unknown.model, forecastSeries(series, day).model);
  assert.match(unknown.reason, /^There is no model "prophet" \(there are seasonalNaive, .*\), so the backtest chose\./);
  const short = forecastSeries(seriesOf(daysOf(4, course)), { ...day, model: "weeklyNaive" });
  assert.match(short.reason, /^The history is too short for the model "weeklyNaive" that was asked for\./);
});

test("a lasting jump: older values are moved to the new level", () => {
  const values = daysOf(20, (at, random) => (at < 15.4 ? 1 : 5) + 0.3 * course(at) + 0.1 * random);
  const forecast = forecastSeries(seriesOf(values), day);
  const expected = daysOf(1, (at) => 5 + 0.3 * course(at));
  assert.ok(meanAbsoluteError(expected, forecast.mean) < 0.1);
  assert.ok(forecast.upper.every((value) => value < 6.5));
  assert.match(forecast.reason, /The level jumped from 1\.\d+ to 5\.\d+ on 2026-01-20; older values were moved/);
});

test("a weekend is no jump", () => {
  const values = daysOf(7, (at) => (at < 5 ? 5 : 1) + 0.3 * course(at));
  assert.doesNotMatch(forecastSeries(seriesOf(values), day).reason, /jumped/);
});

test("finer steps than a quarter of an hour keep their own step", () => {
  const values = daysOf(21, (at, random) => 2 + course(at) + 0.2 * random, 1440);
  const forecast = forecastSeries(seriesOf(values, { stepSeconds: 60 }), day);
  assert.deepEqual([forecast.stepSeconds, forecast.mean.length], [60, 1440]);
  assert.ok(
    meanAbsoluteError(
      daysOf(1, (at) => 2 + course(at), 1440),
      forecast.mean,
    ) < 0.1,
  );
});

test("steps of a day", () => {
  const values = Array.from({ length: 60 }, (_, i) => (i % 7 < 5 ? 10 : 2));
  const forecast = forecastSeries(seriesOf(values, { stepSeconds: 86_400 }), requestOf());
  assert.equal(forecast.model, "weeklyNaive");
  assert.deepEqual([...forecast.mean], [10, 2, 2, 10, 10, 10, 10]);
});

test("told to stop, it stops between backtests and makes nothing", () => {
  let asked = 0;
  const stop = () => ++asked === 3;
  const forecast = forecastSeries(seriesOf(daysOf(20, course)), { ...day, stop });
  assert.deepEqual([asked, forecast.model, forecast.mean.length], [3, undefined, 0]);
});

const history = fc
  .array(fc.oneof(fc.nat(100), fc.constant(Number.NaN)), { minLength: 2, maxLength: 120 })
  .map((values) => [...values, 1]);
const hourly = { stepSeconds: 3600 };
const anyHistory = requestOf({ minimumHistorySeconds: 0, horizonSeconds: 86_400 });

test("equal series give equal forecasts, byte for byte", () => {
  fc.assert(
    fc.property(history, (values) => {
      assert.deepEqual(
        forecastSeries(seriesOf(values, hourly), anyHistory),
        forecastSeries(seriesOf(values, hourly), anyHistory),
      );
    }),
    { numRuns: 20 },
  );
});

test("what was forecast before does not matter", () => {
  const series = seriesOf(daysOf(15, (at, random) => 3 + course(at) + 0.5 * random));
  const bytes = () => {
    const { mean, upper, spread } = forecastSeries(series, day);
    return Buffer.concat([mean, upper, spread.errors].map(({ buffer }) => Buffer.from(buffer))).toString("hex");
  };
  const first = bytes();
  forecastSeries(seriesOf(daysOf(29, (at, random) => 100 * at + random)), requestOf());
  forecastSeries(seriesOf(Array(400).fill(Number.NaN).with(399, 1), hourly), anyHistory);
  assert.equal(bytes(), first);
});

test("other units are the same forecast in other units; another time the same at another time", () => {
  fc.assert(
    fc.property(history, (values) => {
      const forecast = forecastSeries(seriesOf(values, hourly), anyHistory);
      const scaled = forecastSeries(
        seriesOf(
          values.map((value) => 1024 * value),
          hourly,
        ),
        anyHistory,
      );
      assert.equal(scaled.model, forecast.model);
      scaled.mean.forEach((value, i) => {
        assert.ok(Math.abs(value / 1024 - (forecast.mean[i] ?? 0)) < 1e-6 * (1 + value));
      });
      const later = forecastSeries(seriesOf(values, { ...hourly, start: 3_600_000 }), anyHistory);
      assert.deepEqual(later.mean, forecast.mean);
      assert.equal(later.start, 3_600_000 * (values.length + 1));
    }),
    { numRuns: 30 },
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { peakDemand } from "../../server/src/forecast/demand.ts";
import { forecastSeries } from "../../server/src/forecast/forecast-series.ts";
import type { Series } from "../../server/src/history/series.ts";
import { course, daysOf, requestOf, seriesOf } from "./make-series.ts";

/** Four weeks to learn from and the week after, of one and the same kind. */
const noisy = daysOf(35, (at, random) => 5 + 2 * course(at) * (at % 7 < 5 ? 1 : 0.5) + course(at) * random);
const known = noisy.slice(0, 28 * 96);
const next = noisy.slice(28 * 96);

function shareBelow(values: Float64Array, bound: (step: number) => number): number {
  return values.filter((value, step) => value <= bound(step)).length / values.length;
}

test("the bound covers its quantile of what comes after, and the backtest foretells it", () => {
  const { upper, backtest } = forecastSeries(seriesOf(known), requestOf());
  const covered = shareBelow(next, (step) => upper[step] ?? 0);
  assert.ok(covered > 0.92 && covered < 0.995, String(covered));
  assert.ok(Math.abs(backtest.coverage - covered) < 0.04, String(backtest.coverage));
});

test("the bound follows the hours: it is wide where the history is restless", () => {
  const { mean, upper } = forecastSeries(seriesOf(known), requestOf());
  const width = (hour: number) => (upper[4 * hour] ?? 0) - (mean[4 * hour] ?? 0);
  assert.ok(width(14) > 1.3 * width(2), `${width(14)} ${width(2)}`);
});

test("a higher quantile is a higher bound, which may lie above all that was seen", () => {
  const series = seriesOf(daysOf(14, (at, random) => 10 + at + 0.2 * random));
  const bounds = [0.5, 0.9, 0.95, 0.99].map((quantile) => forecastSeries(series, requestOf({ quantile })).upper);
  for (const [i, bound] of bounds.entries()) {
    assert.ok(bound.every((value, step) => value >= (bounds[i - 1]?.[step] ?? 0)));
  }
  assert.ok((bounds.at(-1)?.at(-1) ?? 0) > Math.max(...series.mean));
});

test("the bound does not narrow from day to day", () => {
  const { mean, upper } = forecastSeries(seriesOf(daysOf(9, (at, r) => 5 + course(at) + r)), requestOf());
  const widths = Array.from({ length: 7 }, (_, day) => (upper[96 * day + 50] ?? 0) - (mean[96 * day + 50] ?? 0));
  assert.deepEqual(
    widths,
    widths.toSorted((a, b) => a - b),
  );
});

function demandOf(series: Series, quantile: number): number {
  return peakDemand(forecastSeries(series, requestOf({ quantile })), series, quantile);
}

test("the demand is one constant that covers its quantile of the horizon", () => {
  const demand = demandOf(seriesOf(known), 0.95);
  const covered = shareBelow(next, () => demand);
  assert.ok(covered > 0.92 && covered < 0.985, String(covered));
});

test("a demand that grows is not sized by the last week", () => {
  const growing = daysOf(28, (at, random) => 10 + at + 0.5 * random);
  assert.ok(demandOf(seriesOf(growing), 0.95) > 43);
});

test("after a jump down the demand is that of the new level", () => {
  const dropped = daysOf(21, (at, random) => (at < 15 ? 50 : 6) + 0.3 * random);
  assert.ok(demandOf(seriesOf(dropped), 0.95) < 7);
});

test("memory has to hold the maxima within the steps, processor time only the means", () => {
  const mean = daysOf(14, (at, random) => 10 + course(at) + 0.1 * random);
  const max = mean.map((value) => value + 5);
  const cpu = demandOf(seriesOf(mean, { max }), 0.95);
  const memory = demandOf(seriesOf(mean, { max, resource: "memory" }), 0.95);
  assert.ok(cpu < 13.5 && memory > 16.8 && memory < 18, `${cpu} ${memory}`);
});

test("a constant's demand is the constant; without a forecast there is none", () => {
  assert.ok(Math.abs(demandOf(seriesOf(daysOf(5, () => 3)), 0.99) - 3) < 1e-6);
  assert.equal(demandOf(seriesOf([1, 2]), 0.95), Number.NaN);
});

test("a higher quantile never demands less", () => {
  const values = fc.array(fc.nat(100), { minLength: 60, maxLength: 120 });
  fc.assert(
    fc.property(
      values,
      fc.double({ min: 0.5, max: 0.99, noNaN: true }),
      fc.double({ min: 0, max: 0.01, noNaN: true }),
      (list, quantile, more) => {
        const series = seriesOf(list, { stepSeconds: 3600 });
        const forecast = forecastSeries(series, requestOf({ minimumHistorySeconds: 0, horizonSeconds: 86_400 }));
        const less = peakDemand(forecast, series, quantile);
        assert.ok(peakDemand(forecast, series, quantile + more) >= less * (1 - 1e-6));
      },
    ),
    { numRuns: 30 },
  );
});

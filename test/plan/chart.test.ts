import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { chartSvg } from "../../server/src/plan/chart.ts";
import { downsample } from "../../server/src/plan/downsample.ts";
import type { ChartData } from "../../server/src/plan/plan-data.ts";
import { sampleChart } from "./sample-plan.ts";

const size = { width: 480, height: 180 };

test("the same data give the same picture, small enough for a hover", () => {
  const svg = chartSvg(sampleChart("default/web//cpu", "cpu", 0.6), size);
  assert.equal(svg, chartSvg(sampleChart("default/web//cpu", "cpu", 0.6), size));
  assert.ok(svg.length < 32_000, `${svg.length} characters`);
});

test("it shows history, forecast, bound and the levels asked for, with names and units", () => {
  const svg = chartSvg(sampleChart("default/web//memory", "memory", 2 ** 31), size, [
    { label: "requested", amount: 4 * 2 ** 30, kind: "current" },
    { label: "recommended", amount: 3 * 2 ** 30, kind: "recommended" },
  ]);
  for (const curve of ["history", "peaks", "forecast", "upper", "band", "current", "recommended"]) {
    assert.match(svg, new RegExp(`class="${curve}"`));
  }
  assert.deepEqual(texts(svg), [
    "0",
    "1Gi",
    "2Gi",
    "3Gi",
    "4Gi",
    "11 Jan",
    "18 Jan",
    "25 Jan",
    "1 Feb",
    "memory",
    "requested 4Gi",
    "recommended 3Gi",
    "p95",
    "forecast",
  ]);
});

test("a level far above the curves is drawn at the edge and marked", () => {
  const svg = chartSvg(sampleChart("a", "cpu", 0.1), size, [{ label: "requested", amount: 16, kind: "current" }]);
  assert.ok(texts(svg).includes("requested 16 ↑"));
});

test("without a forecast there is history alone", () => {
  const { series, forecast } = sampleChart("a", "cpu", 1);
  const none = { ...forecast, mean: new Float64Array(), upper: new Float64Array() };
  const svg = chartSvg({ series, forecast: none }, size);
  assert.doesNotMatch(svg, /class="(forecast|upper|band)"/);
});

test("names from files are text, never markup", () => {
  const svg = chartSvg(sampleChart(`a/"><script>alert(1)</script>/cpu`, "cpu", 1), size, [
    { label: "</text><script>", amount: 1, kind: "current" },
  ]);
  assert.doesNotMatch(svg, /<script/);
});

test("whatever the samples are, the picture has no number that is none", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.double({ min: 0, max: 1e18 }), fc.constant(Number.NaN)), { maxLength: 40 }),
      (values) => {
        const mean = Float64Array.from(values);
        const { series, forecast } = sampleChart("a", "memory", 1);
        const data: ChartData = {
          series: { ...series, mean, max: mean },
          forecast: { ...forecast, mean, upper: mean },
        };
        assert.doesNotMatch(chartSvg(data, size), /NaN|Infinity|undefined/);
      },
    ),
  );
});

test("downsampling keeps every extreme and the order, and at most two points a bucket", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 50 }),
      (values, buckets) => {
        const points = downsample(Float64Array.from(values), buckets);
        assert.ok(points.length <= 2 * (buckets + 1));
        assert.deepEqual(
          points.map(({ index }) => index),
          points.map(({ index }) => index).toSorted((a, b) => a - b),
        );
        assert.equal(Math.max(...points.map(({ value }) => value)), Math.max(...values));
        assert.equal(Math.min(...points.map(({ value }) => value)), Math.min(...values));
        for (const { index, value } of points) assert.equal(value, values[index]);
      },
    ),
  );
});

test("a gap stays a gap", () => {
  const values = Float64Array.from([1, 2, Number.NaN, Number.NaN, 3, 4]);
  assert.deepEqual(
    downsample(values, 3).map(({ value }) => value),
    [1, 2, Number.NaN, 3, 4],
  );
});

function texts(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
}

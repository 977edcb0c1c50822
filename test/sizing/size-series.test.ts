import { deepEqual, equal, match, ok } from "node:assert/strict";
import { test } from "node:test";
import type { Forecast } from "../../server/src/forecast/forecast.ts";
import type { Series } from "../../server/src/history/series.ts";
import { confidenceOf } from "../../server/src/sizing/confidence.ts";
import { sizeSeries } from "../../server/src/sizing/size-series.ts";
import { defaultResourcePlan } from "../../server/src/workload/defaults.ts";
import type { SizingPolicy } from "../../server/src/workload/resource-plan.ts";
import { inventoryOf } from "../workload/inventory-of.ts";
import { forecastOf, historyOf } from "./sizing-of.ts";

const day = 86_400;
const { sizing } = defaultResourcePlan;

function seriesOf(line: string): Series {
  const [series] = historyOf(line).series;
  if (series === undefined) throw new Error("The line must hold a series.");
  return series;
}

function size(line: string, policy: SizingPolicy = sizing): ReturnType<typeof sizeSeries> {
  const series = seriesOf(line);
  const { quantile } = series.resource === "memory" ? policy.memory : policy.cpu;
  return sizeSeries(series, forecastOf(series, quantile, inventoryOf("")), policy);
}

test("a series is sized as the use of one replica", () => {
  const { demand, request, limit, samples, reason } = size("api cpu 1");
  deepEqual([Number(demand?.toFixed(6)), request, limit, samples], [1, 1.1, null, 72]);
  match(reason, /^95 % of the next 7d stays below 1 core \(.*, 3d of history\)\. \+10 % margin\.$/);
});

test("memory covers the highest use seen, and is its own limit", () => {
  const { request, limit, reason } = size("api memory 1Gi peak 2Gi");
  equal(request, 2432 * 2 ** 20);
  equal(limit, request);
  match(reason, /The highest use seen is 2Gi; \+15 % margin\.$/);
});

test("idle use is raised to the floor", () => {
  const { request, reason } = size("api cpu 1m");
  equal(request, 0.01);
  match(reason, /Raised to the floor of 10m\.$/);
});

test("too little history gives a reason in place of numbers", () => {
  const { demand, request, limit, model, confidence, reason } = size("api cpu 1 days 1");
  deepEqual([demand, request, limit, model, confidence], [null, null, null, null, 0]);
  match(reason, /^Too little history: 1d/);
});

test("requests per second and replicas are forecast, but no container requests them", () => {
  for (const resource of ["requests", "replicas"]) {
    const { demand, request, limit, reason } = size(`api ${resource} 40`);
    deepEqual([Number(demand?.toFixed(6)), request, limit], [40, null, null]);
    match(reason, /That is no resource that a container requests\.$/);
  }
});

test("confidence grows with history, and falls with gaps, missed bounds and errors", () => {
  const good = { folds: 5, coverage: 0.95, meanAbsoluteScaledError: 0.8, candidates: [] };
  const confidence = (days: number, change: Partial<Forecast["backtest"]> = {}, missing = 0): number => {
    const series = seriesOf(`api cpu 1 days ${days}`);
    const mean = series.mean.map((value, index) => (index < missing * series.mean.length ? Number.NaN : value));
    const forecast = forecastOf(seriesOf("api cpu 1"), 0.95, inventoryOf(""));
    return confidenceOf({ ...series, mean }, { ...forecast, backtest: { ...good, ...change } }, 2 * day, false);
  };
  deepEqual([confidence(1), confidence(2), confidence(7), confidence(14), confidence(28)], [0, 0.4, 0.8, 1, 1]);
  ok(confidence(4) > 0.4 && confidence(4) < 0.8);
  equal(confidence(14, { coverage: 0.85 }), 0.8);
  equal(confidence(14, { coverage: 0.99 }), 1);
  equal(confidence(14, { meanAbsoluteScaledError: 2 }), 0.5);
  equal(confidence(14, { folds: 0, coverage: Number.NaN, meanAbsoluteScaledError: Number.NaN }), 0.5);
  equal(confidence(14, {}, 0.25), 0.75);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Model } from "../../server/src/forecast/model.ts";
import { addRows, emptyEquations, type Rows, solve } from "../../server/src/forecast/normal-equations.ts";
import { leastAbsoluteDeviations } from "../../server/src/forecast/robust-rows.ts";
import { seasonal } from "../../server/src/forecast/seasonal.ts";
import { linear, polynomial, robust } from "../../server/src/forecast/trends.ts";
import { bridgeGaps, type Window } from "../../server/src/forecast/window.ts";
import { course, daysOf, noise } from "./make-series.ts";

function windowOf(values: Float64Array, day = 96): Window {
  return bridgeGaps(values, day);
}

function forecast(model: Model, window: Window, steps: number): Float64Array {
  return model.fit(window, steps)?.(steps) ?? assert.fail("too short");
}

function farthest(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}

test("a line is continued to the last digit, however long it is", () => {
  // On raw time stamps the multivariate regression would lose the slope without a word.
  for (const days of [3, 10, 28, 400]) {
    const line = daysOf(days + 7, (at) => 1e6 + 20 * at);
    for (const model of [linear, robust]) {
      const found = forecast(model, windowOf(line.slice(0, days * 96)), 7 * 96);
      assert.ok(farthest(found, line.slice(days * 96)) < 1e-3, `${model.name} after ${days} days`);
    }
  }
});

test("a line with the course of the day is continued with it", () => {
  const values = daysOf(35, (at) => 10 + at + 3 * course(at));
  for (const model of [linear, robust]) {
    const found = forecast(model, windowOf(values.slice(0, 28 * 96)), 7 * 96);
    assert.ok(farthest(found, values.slice(28 * 96)) < 0.5, model.name);
  }
});

test("outliers bend the line of least squares, not the robust one", () => {
  const values = daysOf(10, (at) => 10 + at);
  for (let i = 800; i < 900; i++) values[i] = 500;
  const end = (model: Model) => forecast(model, windowOf(values), 96).at(-1) ?? 0;
  assert.ok(Math.abs(end(robust) - 21) < 1, String(end(robust)));
  assert.ok(end(linear) > 40, String(end(linear)));
});

test("Theil–Sen looks at few points of many", () => {
  const found = forecast(robust, windowOf(daysOf(1000, (at) => at)), 1);
  assert.ok(Math.abs((found[0] ?? 0) - 1000) < 0.01);
});

test("a parabola follows its curve for a while and never runs away", () => {
  const curve = daysOf(28, (at) => 10 + at ** 2 / 10);
  const found = forecast(polynomial, windowOf(curve), 60 * 96);
  const last = curve.at(-1) ?? 0;
  assert.ok(Math.abs((found[95] ?? 0) - (10 + 29 ** 2 / 10)) < 1);
  assert.ok(Math.max(...found) <= 1.5 * last);
  assert.ok(Math.min(...found) >= 0.9 * last);
});

test("the seasonal regression learns days, weeks and growth together", () => {
  const values = daysOf(35, (at, random) => (1 + at / 70) * (2 + (at % 7 < 5 ? 1 : 0.2) * course(at)) + 0.05 * random);
  const found = forecast(seasonal, windowOf(values.slice(0, 28 * 96)), 7 * 96);
  const error = found.reduce((sum, value, i) => sum + Math.abs(value - (values[28 * 96 + i] ?? 0)), 0) / found.length;
  assert.ok(error < 0.15, String(error));
});

test("what was not measured teaches nothing", () => {
  const values = daysOf(20, (at, random) => 3 + course(at) + 0.1 * random);
  const gappy = values.map((value, i) => (i % 7 === 3 || (i > 500 && i < 600) ? Number.NaN : value));
  const difference = farthest(forecast(seasonal, windowOf(values), 96), forecast(seasonal, windowOf(gappy), 96));
  assert.ok(difference < 0.2, String(difference));
});

function rowsOf(rows: readonly (readonly number[])[], targets: readonly number[]): Rows {
  return { width: rows[0]?.length ?? 0, columns: Float64Array.from(rows.flat()), targets: Float64Array.from(targets) };
}

function leastSquares(rows: Rows, weights: Float64Array, ridge: number): Float64Array {
  const equations = emptyEquations(rows.width);
  addRows(equations, rows, weights, 0, weights.length);
  return solve(equations, ridge);
}

test("least absolute deviations find the coefficients behind spikes", () => {
  const random = noise(5);
  const list = Array.from({ length: 400 }, () => [1, random(), random()]);
  const rows = rowsOf(
    list,
    list.map(([, a = 0, b = 0], i) => 2 + 3 * a - b + (i % 10 === 0 ? 100 : 0.01 * random())),
  );
  const weights = new Float64Array(400).fill(1);
  const start = leastSquares(rows, weights, 1e-9);
  const found = leastAbsoluteDeviations({ rows, weights, count: 400 }, { ridge: 1e-9, passes: 7, start });
  [2, 3, -1].forEach((expected, i) => {
    assert.ok(Math.abs((found[i] ?? 0) - expected) < 0.05, found.join(" "));
  });
});

test("weights decide between rows that disagree, the ridge between columns that say the same", () => {
  const heavy = leastSquares(rowsOf([[1], [1]], [0, 10]), Float64Array.of(1, 9), 1e-12);
  assert.ok(Math.abs((heavy[0] ?? 0) - 9) < 1e-6);
  const twins = rowsOf([[1, 1]], [2]);
  leastSquares(twins, Float64Array.of(1), 1e-9).forEach((coefficient) => {
    assert.ok(Math.abs(coefficient - 1) < 1e-3);
  });
});

test("sums that grow row by row are those of all rows", () => {
  const random = noise(9);
  const list = Array.from({ length: 50 }, () => [1, random(), random()]);
  const rows = rowsOf(
    list,
    list.map(() => random()),
  );
  const weights = Float64Array.from({ length: 50 }, (_, i) => 0.9 ** i);
  const grown = emptyEquations(3);
  for (const [from, to] of [
    [0, 20],
    [20, 21],
    [21, 50],
  ] as const) {
    addRows(grown, rows, weights, from, to);
  }
  assert.deepEqual(solve(grown, 0.01), leastSquares(rows, weights, 0.01));
});

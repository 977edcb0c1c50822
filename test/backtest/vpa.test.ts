import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { exponentialBuckets } from "../../server/src/backtest/recommenders/buckets.ts";
import { vpaEstimates } from "../../server/src/backtest/recommenders/vpa-estimates.ts";
import { knownUse } from "../../server/src/backtest/replica-use.ts";
import { mebibyte, mondayPeaks, officeHours, steady, useOf } from "./use-of.ts";

const minutesPerDay = 1440;
const office = officeHours();
const mondays = mondayPeaks();

suite("VPA 1.4", () => {
  test("both kinds of resource have 176 buckets", () => {
    assert.equal(exponentialBuckets(1000, 0.01, 1.05).count, 176);
    assert.equal(exponentialBuckets(1e12, 1e7, 1.05).count, 176);
  });

  const targets = [
    ["Friday 17:30", 11, 17.5, 1238],
    ["Saturday 0:00", 12, 0, 1238],
    ["Monday 8:30, when Friday is forgotten", 14, 8.5, 271],
    ["Monday 10:00", 14, 10, 296],
    ["Monday 12:00", 14, 12, 1168],
    ["Tuesday 12:00", 15, 12, 1238],
  ] as const;
  for (const [when, days, hours, millicores] of targets) {
    test(`a weekly course of CPU: ${when}`, () => {
      const known = knownUse(office, (days * 24 + hours) * 60, []);
      assert.equal(Math.round(1000 * (vpaEstimates(known)?.target ?? 0)), millicores);
    });
  }

  test("a weekly peak of memory is forgotten on the fourth day", () => {
    const evenings = Array.from({ length: 15 }, (_, day) => {
      const known = knownUse(mondays, 24 * day + 23, []);
      return Math.round((vpaEstimates(known)?.target ?? 0) / mebibyte);
    });
    const week = [1051, 1051, 1051, 600, 600, 600, 600];
    assert.deepEqual(evenings, [...week, ...week, 1051]);
  });

  const levels = [
    ["cpu", 0.1, 126],
    ["cpu", 1, 1168],
    ["cpu", 0.001, 25],
    ["memory", 100, 250],
    ["memory", 500, 599.6],
    ["memory", 4096, 4761],
  ] as const;
  for (const [resource, amount, target] of levels) {
    test(`a steady use of ${amount} of ${resource} has the target ${target}`, () => {
      const unit = resource === "cpu" ? 1 : mebibyte;
      const estimate = vpaEstimates(useOf(resource, steady(amount * unit, 8 * 24)))?.target ?? 0;
      const shown = resource === "cpu" ? Math.round(1000 * estimate) : estimate / mebibyte;
      assert.ok(Math.abs(shown - target) < 1, `${shown}`);
    });
  }

  test("the minimum is divided over the pod's containers", () => {
    const [cpu, memory] = [useOf("cpu", steady(0.001, 48), { containers: 2 }), steady(mebibyte, 48)];
    assert.equal(vpaEstimates(cpu)?.target, 0.012);
    assert.equal(vpaEstimates(useOf("memory", memory, { containers: 2 }))?.target, 125 * mebibyte);
  });

  test("a kill at 512 MiB moves the target from 561 to 729 MiB", () => {
    const level = 460 * mebibyte;
    const use = useOf("memory", steady(level, 8 * 24));
    const [request, limit] = [512 * mebibyte, 512 * mebibyte];
    const killed = { ...use, kills: [{ time: use.start + (8 * 24 - 1) * 3_600_000, request, limit }] };
    const shown = [use, killed].map((each) => Math.round((vpaEstimates(each)?.target ?? 0) / mebibyte));
    assert.deepEqual(shown, [561, 729]);
  });

  const confidences = [
    [0.5, 3],
    [1, 2],
    [7, 8 / 7],
  ] as const;
  for (const [days, factor] of confidences) {
    test(`after ${days} days the upper bound is ${factor.toFixed(2)} times its percentile`, () => {
      const use = useOf("cpu", steady(1, days * minutesPerDay + 1), { minutes: 1 });
      const { target = 0, upper = 0 } = vpaEstimates(use) ?? {};
      assert.ok(Math.abs(upper / target - factor) < 0.01, `${upper / target}`);
    });
  }

  test("without a sample there is no estimate", () => {
    assert.equal(vpaEstimates(useOf("cpu", steady(Number.NaN, 24))), undefined);
  });

  test("weights survive years of history", () => {
    const use = useOf("cpu", steady(1, 4 * 365 * 24));
    assert.equal(vpaEstimates(use)?.target, vpaEstimates(useOf("cpu", steady(1, 240)))?.target);
  });
});

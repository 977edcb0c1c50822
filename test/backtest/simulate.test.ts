import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type Advisor, advisorOf, type Settled, today } from "../../server/src/backtest/advisor.ts";
import type { BacktestCase } from "../../server/src/backtest/backtest-case.ts";
import { rowOf } from "../../server/src/backtest/figures.ts";
import { vpa } from "../../server/src/backtest/recommenders/vpa.ts";
import type { ReplicaUse, RequestAndLimit } from "../../server/src/backtest/replica-use.ts";
import { simulate } from "../../server/src/backtest/simulate.ts";
import { mebibyte, steady, useOf } from "./use-of.ts";

const day = 86_400_000;
const never = (): boolean => false;

function caseOf(use: ReplicaUse, values: Partial<RequestAndLimit> = {}, replicas = 1): BacktestCase {
  return {
    container: "app",
    use,
    replicas: steady(replicas, use.mean.length),
    today: { request: undefined, limit: undefined, ...values },
    price: undefined,
  };
}

/** Sets what it is told to, day after day. */
function advisor(daily: readonly (Settled | undefined)[], minimumChange = 0): Advisor {
  let turn = 0;
  return { id: "told", name: "told", minimumChange, advise: (_, all) => all.map(() => daily[turn++]) };
}

function live(way: Advisor, of: BacktestCase, days: number) {
  const start = of.use.start + of.use.mean.length * of.use.stepSeconds * 1000 - days * day;
  const [lived = []] = simulate(way, [of], { start, days }, never) ?? [];
  return lived;
}

suite("a simulated day", () => {
  test("what is requested and not used is slack, for every replica", () => {
    const of = caseOf(useOf("cpu", [...steady(1, 12), ...steady(3, 12)]), { request: 2 }, 4);
    const [lived] = live(today, of, 1);
    assert.deepEqual(lived?.outcome, {
      requested: 2 * 4 * 24,
      slack: 1 * 4 * 12,
      seconds: 86_400,
      secondsAbove: 43_200,
      killed: undefined,
    });
  });

  test("gaps are no use and no violation", () => {
    const of = caseOf(useOf("cpu", [...steady(1, 12), ...steady(Number.NaN, 11), 1]), { request: 2 });
    assert.equal(live(today, of, 1)[0]?.outcome.seconds, 13 * 3600);
  });

  test("memory is killed above its limit, and without one above its request", () => {
    const use = useOf("memory", steady(500 * mebibyte, 24), {
      peaks: steady(500 * mebibyte, 24).fill(600 * mebibyte, 7, 8),
    });
    const killed = (values: Partial<RequestAndLimit>) => live(today, caseOf(use, values), 1)[0]?.outcome.killed;
    assert.equal(killed({ request: 550 * mebibyte, limit: 650 * mebibyte }), undefined);
    assert.equal(killed({ request: 550 * mebibyte, limit: 590 * mebibyte }), use.start + 7 * 3_600_000);
    assert.equal(killed({ request: 550 * mebibyte }), use.start + 7 * 3_600_000);
  });

  test("without a request there is nothing to hold the use against", () => {
    const lived = live(today, caseOf(useOf("cpu", steady(1, 24))), 1);
    assert.equal(lived[0]?.outcome.seconds, 0);
    assert.equal(rowOf(today, [{ case: caseOf(useOf("cpu", steady(1, 24))), days: lived }]).cpu, undefined);
  });
});

suite("a simulated week", () => {
  const use = useOf("cpu", steady(1, 96));

  test("a value stays in force until advice differs by enough", () => {
    const told = advisor([{ request: 2 }, { request: 2.1 }, undefined, { request: 3 }], 0.1);
    const lived = live(told, caseOf(use, { request: 5 }), 4);
    assert.deepEqual(
      lived.map(({ request, changed }) => [request, changed]),
      [
        [2, true],
        [2, false],
        [2, false],
        [3, true],
      ],
    );
    assert.equal(rowOf(told, [{ case: caseOf(use), days: lived }]).changesPerDay, 0.5);
  });

  const limits: readonly (readonly [string, Settled, Partial<RequestAndLimit>, number | undefined])[] = [
    ["a limit that is not spoken of keeps today's ratio", { request: 2 }, { request: 4, limit: 8 }, 4],
    ["a limit alone is the request too", { request: 2 }, { limit: 8 }, 2],
    ["where none is written none is set", { request: 2 }, { request: 4 }, undefined],
    ["a limit can be taken away", { request: 2, limit: null }, { request: 4, limit: 8 }, undefined],
    ["a limit can be set", { request: 2, limit: 3 }, {}, 3],
  ];
  for (const [title, advice, values, limit] of limits) {
    test(title, () => {
      assert.equal(live(advisor([advice]), caseOf(use, values), 1)[0]?.limit, limit);
    });
  }

  test("a recommender learns of its own kills, and of nothing that came later", () => {
    const heard: (readonly [number, number])[] = [];
    const listening = advisorOf({
      ...vpa,
      advise: ({ mean, kills }) => {
        heard.push([mean.length, kills.length]);
        return { request: 500 * mebibyte, limit: 500 * mebibyte };
      },
    });
    const peaks = steady(400 * mebibyte, 96).fill(600 * mebibyte, 30, 31);
    live(listening, caseOf(useOf("memory", steady(400 * mebibyte, 96), { peaks })), 3);
    assert.deepEqual(heard, [
      [24, 0],
      [48, 1],
      [72, 1],
    ]);
  });

  test("it ends when told to stop", () => {
    assert.equal(
      simulate(today, [caseOf(use)], { start: use.start, days: 4 }, () => true),
      undefined,
    );
  });
});

test("sums are of core-hours and GiB-hours, with their price", () => {
  const cpu = { ...caseOf(useOf("cpu", steady(1, 24)), { request: 4 }), price: 0.5 };
  const memory = {
    ...caseOf(useOf("memory", steady(1024 ** 3, 24)), { request: 2 * 1024 ** 3 }),
    price: 1 / 1024 ** 3,
  };
  const row = rowOf(
    today,
    [cpu, memory].map((each) => ({ case: each, days: live(today, each, 1) })),
  );
  assert.deepEqual(row, {
    recommender: "today",
    name: "today's values",
    cpu: { requested: 96, slack: 72, slackShare: 0.75, timeAbove: 0, oomDays: 0, days: 1 },
    memory: { requested: 48, slack: 24, slackShare: 0.5, timeAbove: 0, oomDays: 0, days: 1 },
    cost: 96,
    slackCost: 60,
    changesPerDay: 0,
  });
});

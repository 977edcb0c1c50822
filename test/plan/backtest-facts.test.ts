import assert from "node:assert/strict";
import { test } from "node:test";
import type { BacktestFigures, BacktestRow } from "../../server/src/backtest/backtest-data.ts";
import { backtestSentence } from "../../server/src/plan/backtest-facts.ts";
import { reportHtml } from "../../server/src/plan/report-html.ts";
import { samplePlan } from "./sample-plan.ts";

function figures(slackShare: number, oomDays = 0): BacktestFigures {
  return { requested: 1, slack: slackShare, slackShare, timeAbove: 0, oomDays, days: 7 };
}

function row(recommender: string, cpu: BacktestFigures | undefined, memory: BacktestFigures | undefined): BacktestRow {
  return { recommender, name: recommender, cpu, memory, cost: undefined, slackCost: undefined, changesPerDay: 0 };
}

const ours = row("ours", figures(0.31), figures(0.2));
const cases: readonly (readonly [string, readonly BacktestRow[], string])[] = [
  [
    "both resources",
    [ours, row("today", figures(0.74), figures(0.51, 2))],
    "ours 31 % CPU and 20 % memory slack, 0 OOM days; today's values 74 % and 51 %, 2.",
  ],
  [
    "nothing is requested today",
    [ours, row("today", undefined, undefined)],
    "ours 31 % CPU and 20 % memory slack, 0 OOM days; today nothing is requested.",
  ],
  [
    "one of them is not requested today",
    [ours, row("today", figures(0.74), undefined)],
    "ours 31 % CPU and 20 % memory slack, 0 OOM days; today's values 74 % and –, –.",
  ],
  [
    "history of CPU alone",
    [row("ours", figures(0.31), undefined), row("today", figures(0.74), undefined)],
    "ours 31 % CPU slack; today's values 74 %.",
  ],
];

for (const [title, rows, sentence] of cases) {
  test(`a backtest in a sentence: ${title}`, () => {
    assert.equal(backtestSentence(rows, 7), `Backtest on the last 7 days: ${sentence}`);
  });
}

test("the plan's report has the replay as a section, once it is known", () => {
  const plan = samplePlan();
  const backtest = { days: 7, total: [ours], workloads: {} };
  assert.match(reportHtml({ ...plan, backtest }, "n"), /id="backtest"/);
  assert.doesNotMatch(reportHtml(plan, "n"), /id="backtest"/);
});

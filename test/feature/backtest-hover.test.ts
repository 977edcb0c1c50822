import assert from "node:assert/strict";
import { test } from "node:test";
import type { BacktestRow } from "../../server/src/backtest/backtest-data.ts";
import { hover } from "../../server/src/feature/hover.ts";
import type { Plan } from "../../server/src/plan/plan-data.ts";
import { withPlan } from "../../server/src/workspace/snapshot.ts";
import { atCursor } from "./at-cursor.ts";
import { requesting } from "./deployment.ts";

const figures = { requested: 1, slack: 0.31, slackShare: 0.31, timeAbove: 0, oomDays: 0, days: 7 };
const row = (recommender: string): BacktestRow => ({
  recommender,
  name: recommender,
  cpu: figures,
  memory: undefined,
  cost: undefined,
  slackCost: undefined,
  changesPerDay: 0,
});
const backtest: Plan["backtest"] = {
  days: 7,
  total: [row("ours")],
  workloads: { "Deployment/default/web": [row("ours"), row("today")] },
};

test("a container says what its workload's advice would have cost and risked, once that is known", () => {
  const fixture = requesting("cpu: 500m").replace("- name: web", "- name: we$0b");
  const { snapshot, file, position } = atCursor(fixture, {
    advised: { web: { web: { cpu: { request: 0.12, demand: 0.1, peak: 0.25 } } } },
  });
  const { plan } = snapshot;
  assert.ok(plan);
  const options = { markdown: true, chart: false, automatic: true };
  const shown = (of: Plan) => JSON.stringify(hover(withPlan(snapshot, of), file, position, options));
  assert.match(shown({ ...plan, backtest }), /Backtest on the last 7 days: ours 31 % CPU slack; today's values 31 %\./);
  assert.doesNotMatch(shown(plan), /Backtest on/);
});

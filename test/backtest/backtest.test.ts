import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { backtest } from "../../server/src/backtest/backtest.ts";
import type { Backtest, NoBacktest } from "../../server/src/backtest/backtest-data.ts";
import { recommenders } from "../../server/src/backtest/recommenders/recommenders.ts";
import { workloadSubject } from "../../server/src/backtest/workload-subject.ts";
import { seriesUntil } from "../../server/src/history/history.ts";
import type { History } from "../../server/src/history/series.ts";
import { sizeWorkload } from "../../server/src/sizing/size-workload.ts";
import type { SizingInput } from "../../server/src/sizing/sizing-context.ts";
import { autoscalerOf } from "../../server/src/workload/lookup.ts";
import { autoscaler, cpuAt, deployment, plan } from "../sizing/manifests.ts";
import { forecastOf, historyOf } from "../sizing/sizing-of.ts";
import { inventoryOf } from "../workload/inventory-of.ts";

const pools = `pools: [{ name: a, allocatable: { cpu: 4, memory: 16Gi }, nodes: { max: 9 }, pricePerHour: 0.8 }]`;
const api = deployment({ containers: { app: "resources: { requests: { cpu: 2, memory: 1Gi } }" } });
const usage = "api cpu 400m high 1\napi memory 512Mi high 600Mi";

function inputsOf(manifests: string, history: History): readonly SizingInput[] {
  const inventory = inventoryOf(manifests);
  return inventory.workloads.map((workload) => ({
    workload,
    autoscaler: autoscalerOf(inventory, workload),
    history,
    forecasts: (series, quantile) => forecastOf(series, quantile, inventory),
    plan: inventory.resourcePlan,
    pools: inventory.supply.pools,
    budgets: inventory.budgets,
  }));
}

function replay(
  manifests: string,
  history: History,
  options: { days?: number; stop?: () => boolean } = {},
): Backtest | NoBacktest {
  const { days = 7, stop = () => false } = options;
  const subjects = inputsOf(manifests, history).map(workloadSubject);
  return backtest({ subjects, days, recommenders, stop, progress: () => {} });
}

function done(result: Backtest | NoBacktest): Backtest {
  assert.ok("total" in result, JSON.stringify(result));
  return result;
}

const week = usage.replaceAll(/$/gm, " days 9");

suite("backtest", () => {
  test("has a row for ours, for today's values and for each recommender, in the order given", () => {
    const { total, workloads, days } = done(replay(api, historyOf(week)));
    const expected = ["ours", "today", ...recommenders.map(({ id }) => id)];
    assert.deepEqual(
      total.map(({ recommender }) => recommender),
      expected,
    );
    assert.deepEqual(workloads[0]?.rows, total);
    assert.equal(days, 7);
  });

  test("our values are those that the engine gives with the history of that day", () => {
    const history = historyOf(week);
    const { workloads, start } = done(replay(api, history, { days: 1 }));
    const [input] = inputsOf(api, {
      ...history,
      series: history.series.flatMap((each) => seriesUntil(each, start - 1) ?? []),
    });
    assert.ok(input);
    const sized = sizeWorkload(input).containers[0]?.resources;
    for (const { resource, tracks } of workloads[0]?.cases ?? []) {
      const [first] = tracks.find(({ recommender }) => recommender === "ours")?.days ?? [];
      assert.equal(first?.request, sized?.[resource]?.request.recommended);
    }
  });

  test("what came later changes nothing of the days before it", () => {
    const whole = historyOf(week);
    const end = 7 * 86_400_000 - 1;
    const earlier = { ...whole, series: whole.series.flatMap((each) => seriesUntil(each, each.start + end) ?? []) };
    const daysOf = (history: History, days: number) =>
      done(replay(api, history, { days })).workloads[0]?.cases.flatMap(({ tracks }) =>
        tracks.map((track) => track.days.slice(0, 5)),
      );
    assert.deepEqual(daysOf(whole, 7), daysOf(earlier, 5));
  });

  test("equal requests give equal answers, and a clone is as good", () => {
    const [first, second] = [replay(api, historyOf(week)), replay(api, historyOf(week))];
    assert.deepEqual(first, second);
    assert.deepEqual(structuredClone(first), second);
  });

  test("slack has a price where pools have one: half of a node is its processors", () => {
    const { total } = done(replay(api + plan(pools), historyOf(week), { days: 1 }));
    const current = total.find(({ recommender }) => recommender === "today");
    // Two replicas of two cores and 1 GiB, for a day, at 0.1 a core and 0.025 a GiB.
    assert.equal(current?.cost?.toFixed(3), (2 * 24 * (2 * 0.1 + 0.025)).toFixed(3));
    const [unpriced] = done(replay(api, historyOf(week), { days: 1 })).total;
    assert.equal(unpriced?.cost, undefined);
  });

  test("under an autoscaler a replica's use is what the autoscaler leaves to it", () => {
    const scaled = api + autoscaler(cpuAt(50), "minReplicas: 1, maxReplicas: 10");
    const { workloads } = done(replay(scaled, historyOf("api cpu 1 high 6 days 9"), { days: 1 }));
    const use = workloads[0]?.cases.find(({ resource }) => resource === "cpu")?.use.mean ?? [];
    assert.deepEqual([Math.min(...use), Math.max(...use)], [1, 1]);
  });

  test("fewer days where the history is short, and none where it is too short", () => {
    assert.equal(done(replay(api, historyOf(usage.replaceAll(/$/gm, " days 4")))).days, 2);
    assert.deepEqual(replay(api, historyOf(usage.replaceAll(/$/gm, " days 2"))), {
      refused:
        "Deployment/default/api: Its history spans 2 days; a backtest needs 2 days to begin with and a day to hold the advice against.",
    });
    assert.deepEqual(replay(api, historyOf("other cpu 1 days 9")), {
      refused: "Deployment/default/api: There is no usage history of it, or it is not known of how many replicas.",
    });
  });

  test("it stops when told to", () => {
    assert.deepEqual(replay(api, historyOf(week), { stop: () => true }), { stopped: true });
  });
});

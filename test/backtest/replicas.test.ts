import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { hpa } from "../../server/src/backtest/replicas/hpa.ts";
import { measureReplicas } from "../../server/src/backtest/replicas/measure-replicas.ts";
import { phpaLinear } from "../../server/src/backtest/replicas/phpa.ts";
import type { ReplicaScaler, ScaledLoad } from "../../server/src/backtest/replicas/replica-scaler.ts";
import { yesterdaysReplicas } from "../../server/src/backtest/replicas/yesterday.ts";

/** One replica carries ten. */
function scaled(load: readonly number[], minutes = 15): ScaledLoad {
  return { load: Float64Array.from(load), stepSeconds: 60 * minutes, point: 10 };
}

const cases: readonly (readonly [string, ReplicaScaler, ScaledLoad, readonly number[]])[] = [
  ["HPA follows a step late", hpa, scaled([10, 35, 35, 5, 5]), [1, 1, 4, 4, 1]],
  ["HPA stays within a tenth of its target", hpa, scaled([100, 109, 109, 111, 111]), [10, 10, 10, 10, 12]],
  ["HPA comes down after five minutes", hpa, scaled([40, 40, 10, 10, 10, 10, 10, 10], 1), [4, 4, 4, 4, 4, 4, 4, 1]],
  ["HPA stays as it is in a gap", hpa, scaled([30, Number.NaN, 30]), [3, 3, 3]],
  ["PHPA leads a rise by one step", phpaLinear, scaled([10, 20, 30, 40, 50]), [1, 1, 3, 4, 5]],
  ["PHPA is never below the HPA", phpaLinear, scaled([50, 40, 30, 20, 10]), [5, 5, 4, 3, 2]],
  ["yesterday's at the same hour", yesterdaysReplicas, scaled([10, 30, 10, 10, 10], 720), [1, 1, 1, 3, 1]],
];

suite("replicas", () => {
  for (const [title, scaler, load, expected] of cases) {
    test(title, () => {
      assert.deepEqual([...scaler(load)], expected);
    });
  }

  test("too few is time, too many is replica-hours", () => {
    const outcome = measureReplicas(Float64Array.from([9, 1, 4, 2]), scaled([0, 20, 20, Number.NaN]), 1);
    assert.deepEqual(outcome, { timeShort: 0.5, excess: 0.5 });
  });
});

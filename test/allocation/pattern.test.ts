import { equal, ok } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { demandOf } from "../../server/src/allocation/bins.ts";
import { type Demand, type Fleet, fleetOf } from "../../server/src/allocation/fleet.ts";
import { readInstance } from "../../server/src/allocation/instance.ts";
import { bestPattern, equalWeights, sharpenWeights } from "../../server/src/allocation/pattern.ts";
import { fleets } from "./random-fleet.ts";

const size = { shapes: 6, replicas: 3, pools: 3, nodes: 4 };

/** The most that contents of one node of the pool can be worth, by trying all. */
function mostByTrying(fleet: Fleet, pool: number, { items, counts }: Demand, value: ArrayLike<number>): number {
  const { resources, capacity, request, hosted, pools } = fleet;
  const search = (k: number, free: readonly number[]): number => {
    const item = items[k];
    if (item === undefined) return 0;
    const most = hosted[item * pools + pool] === 1 ? (counts[k] ?? 0) : 0;
    const worths: number[] = [];
    for (let n = 0; n <= most; n++) {
      const rest = free.map((amount, r) => amount - n * (request[item * resources + r] ?? 0));
      if (rest.every((amount) => amount >= 0)) worths.push(n * (value[item] ?? 0) + search(k + 1, rest));
    }
    return Math.max(...worths);
  };
  return search(0, [...capacity.subarray(pool * resources, (pool + 1) * resources)]);
}

test("the best contents of a node are found, and a search that is cut never says that there are none better than there are", () => {
  fc.assert(
    fc.property(
      fleets(size),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }),
      (request, values) => {
        const instance = readInstance(request, ({ pricePerHour }) => pricePerHour ?? 1);
        const fleet = fleetOf(instance);
        const demand = demandOf(instance);
        for (let pool = 0; pool < fleet.pools; pool++) {
          const weights = equalWeights(fleet)[pool] ?? new Float64Array();
          const question = { pool, demand, value: values, weights, steps: 1e6 };
          const most = mostByTrying(fleet, pool, demand, values);
          sharpenWeights(fleet, question);
          const exact = bestPattern(fleet, question);
          ok(Math.abs(exact.value - most) < 1e-9 && Math.abs(exact.most - most) < 1e-9);
          const worth = exact.items.reduce((sum, item, k) => sum + (values[item] ?? 0) * (exact.counts[k] ?? 0), 0);
          equal(worth, exact.value);
          for (const steps of [0, 1, 3, 10]) {
            const cut = bestPattern(fleet, { ...question, steps });
            ok(cut.most >= most - 1e-9 && cut.value <= most + 1e-9);
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});

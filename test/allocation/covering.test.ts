import { ok } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { coveringCost, newCovering, optimize, reducedCost } from "../../server/src/allocation/covering.ts";
import { solveLinear } from "../../server/src/allocation/solver.ts";

const programs = fc
  .record({
    demand: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }),
    limit: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 3 }),
    columns: fc.array(
      fc.record({
        cost: fc.integer({ min: 1, max: 9 }),
        pool: fc.nat(2),
        counts: fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
      }),
      { minLength: 1, maxLength: 25 },
    ),
  })
  .map(({ demand, limit, columns }) => ({
    demand,
    limit,
    columns: columns.map(({ cost, pool, counts }) => {
      const rows = demand.flatMap((_, row) => ((counts[row] ?? 0) > 0 ? [row] : []));
      const own = demand.length + (pool % limit.length);
      return {
        cost,
        rows: Int32Array.from([...rows, own]),
        amounts: Float64Array.from([...rows.map((row) => counts[row] ?? 0), 1]),
      };
    }),
  }));

test("columns that are added one after the other cover as cheaply as the other solver's program of all of them", () => {
  fc.assert(
    fc.property(programs, ({ demand, limit, columns }) => {
      const penalty = demand.map(() => 50);
      const covering = newCovering(demand, limit, penalty);
      for (const column of columns) {
        covering.columns.push(column);
        optimize(covering, 1000);
      }
      ok(columns.every((column) => reducedCost(covering, column) > -1e-6));
      const terms = (row: number): (readonly [number, number])[] =>
        columns.flatMap(({ rows, amounts }, index) => {
          const at = rows.indexOf(row);
          return at < 0 ? [] : [[index, amounts[at] ?? 0] as const];
        });
      const reference = solveLinear(
        {
          costs: [...columns.map(({ cost }) => cost), ...penalty],
          rows: [
            ...demand.map((bound, row) => ({
              is: "atLeast" as const,
              bound,
              terms: [...terms(row), [columns.length + row, 1] as const],
            })),
            ...limit.map((bound, row) => ({ is: "atMost" as const, bound, terms: terms(demand.length + row) })),
          ],
        },
        () => true,
      );
      ok(reference);
      const cost = coveringCost(covering);
      ok(Math.abs(cost - reference.objective) < 1e-4 * Math.max(1, cost), `${cost} and not ${reference.objective}`);
    }),
    { numRuns: 150 },
  );
});

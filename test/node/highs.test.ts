import { equal, ok } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LinearProgram } from "../../server/src/allocation/linear-program.ts";
import { solveLinear } from "../../server/src/allocation/solver.ts";
import { loadLargeSolver } from "../../server/src/node/highs.ts";

const always = (): boolean => true;
const solve = await loadLargeSolver();

const programs: fc.Arbitrary<LinearProgram> = fc
  .record({
    costs: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
    rows: fc.array(
      fc.record({
        is: fc.constantFrom("atMost" as const, "atLeast" as const),
        bound: fc.integer({ min: 0, max: 12 }),
        coefficients: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 6, maxLength: 6 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ costs, rows }) => ({
    costs,
    rows: rows.map(({ is, bound, coefficients }) => ({
      is,
      bound,
      terms: costs.map((_, variable) => [variable, coefficients[variable] ?? 0] as const),
    })),
  }));

test("both solvers give the same optimum, or none", () => {
  fc.assert(
    fc.property(programs, (program) => {
      const ours = solve(program, always)?.objective;
      const theirs = solveLinear(program, always)?.objective;
      ok(ours === theirs || Math.abs((ours ?? Number.NaN) - (theirs ?? Number.NaN)) < 1e-6, `${ours} and ${theirs}`);
    }),
    { numRuns: 200 },
  );
});

test("worths of rows prove the optimum", () => {
  const program: LinearProgram = {
    costs: [2, 3],
    rows: [
      {
        is: "atLeast",
        bound: 4,
        terms: [
          [0, 1],
          [1, 1],
        ],
      },
      { is: "atMost", bound: 3, terms: [[0, 1]] },
    ],
  };
  const solution = solve(program, always);
  equal(solution?.objective, 9);
  equal(4 * (solution?.worths[0] ?? 0) - 3 * (solution?.worths[1] ?? 0), 9);
});

test("what is infeasible, unbounded, empty or not a number is no answer", () => {
  const least = (bound: number): LinearProgram => ({ costs: [1], rows: [{ is: "atLeast", bound, terms: [[0, 1]] }] });
  equal(solve({ costs: [-1], rows: [{ is: "atLeast", bound: 1, terms: [[0, 1]] }] }, always), undefined);
  const { rows } = least(5);
  equal(solve({ costs: [1], rows: [...rows, { is: "atMost", bound: 3, terms: [[0, 1]] }] }, always), undefined);
  equal(solve(least(Number.NaN), always), undefined);
  equal(solve({ costs: [], rows: [] }, always), undefined);
  equal(solve(least(5), always)?.objective, 5);
});

test("amounts in bytes, which javascript-lp-solver calls infeasible, are solved", () => {
  const bytes: LinearProgram = {
    costs: [1, 1],
    rows: [
      {
        is: "atLeast",
        bound: 3e10,
        terms: [
          [0, 1e10],
          [1, 2e10],
        ],
      },
      {
        is: "atMost",
        bound: 4e10,
        terms: [
          [0, 1e10],
          [1, 3e10],
        ],
      },
    ],
  };
  ok(Math.abs((solve(bytes, always)?.objective ?? 0) - 2) < 1e-6);
});

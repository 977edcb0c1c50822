import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import solver from "javascript-lp-solver";
import type { LinearProgram } from "../../server/src/allocation/linear-program.ts";
import { solveLinear } from "../../server/src/allocation/solver.ts";

const always = (): boolean => true;

/** What the solver itself answers: the regression tests show what would happen without our own checks. */
function raw(model: Parameters<typeof solver.Solve>[0]): Readonly<Record<string, unknown>> {
  return solver.Solve(model) as Readonly<Record<string, unknown>>;
}

/** Two pods of 3/4 of a node, served by fractions of two pools. */
const program: LinearProgram = {
  costs: [1, 3, 0, 0],
  rows: [
    {
      is: "atLeast",
      bound: 2,
      terms: [
        [2, 1],
        [3, 1],
      ],
    },
    {
      is: "atMost",
      bound: 0,
      terms: [
        [2, 0.75],
        [0, -1],
      ],
    },
    {
      is: "atMost",
      bound: 0,
      terms: [
        [3, 0.5],
        [1, -1],
      ],
    },
    { is: "atMost", bound: 1, terms: [[0, 1]] },
  ],
};

test("a program is solved, with what each row is worth", () => {
  const solution = solveLinear(program, always);
  ok(solution);
  ok(Math.abs(solution.objective - 2) < 1e-9);
  deepEqual(
    solution.values.map((value) => Number(value.toFixed(6))),
    [1, 0.333333, 1.333333, 0.666667],
  );
  deepEqual(
    solution.worths.map((value) => Number(value.toFixed(6))),
    [1.5, 2, 3, 1],
  );
});

test("what is infeasible or unbounded is no answer, though the solver returns a point", () => {
  const infeasible = {
    optimize: "cost",
    opType: "min",
    constraints: { least: { min: 5 }, most: { max: 3 } },
    variables: { x: { cost: 1, least: 1, most: 1 } },
  } as const;
  equal(raw(infeasible)["feasible"], false);
  ok(typeof raw(infeasible)["result"] === "number");
  const rows = [
    { is: "atLeast", bound: 5, terms: [[0, 1]] },
    { is: "atMost", bound: 3, terms: [[0, 1]] },
  ] as const;
  equal(solveLinear({ costs: [1], rows }, always), undefined);
  equal(solveLinear({ costs: [-1], rows: [{ is: "atLeast", bound: 1, terms: [[0, 1]] }] }, always), undefined);
});

test("numbers that are none are refused before the solver takes them for zero", () => {
  equal(
    raw({
      optimize: "cost",
      opType: "min",
      constraints: { a: { min: Number.NaN } },
      variables: { x: { cost: 1, a: 1 } },
    })["result"],
    0,
  );
  equal(solveLinear({ costs: [1], rows: [{ is: "atLeast", bound: Number.NaN, terms: [[0, 1]] }] }, always), undefined);
  equal(solveLinear({ costs: [Number.POSITIVE_INFINITY], rows: [] }, always), undefined);
});

test("names cannot overwrite the answer, because none go in", () => {
  const named = {
    optimize: "cost",
    opType: "min",
    constraints: { a: { min: 7 } },
    variables: { result: { cost: 2, a: 1 } },
  } as const;
  equal(raw(named)["result"], 7);
  equal(solveLinear({ costs: [2], rows: [{ is: "atLeast", bound: 7, terms: [[0, 1]] }] }, always)?.objective, 14);
});

test("a misspelt integer is silently continuous in the solver: whole numbers are asked for by our own branching", () => {
  const misspelt = {
    optimize: "cost",
    opType: "min",
    constraints: { a: { min: 1.5 } },
    variables: { nodes: { cost: 1, a: 1 } },
    ints: { node: 1 },
  } as const;
  equal(raw(misspelt)["nodes"], 1.5);
});

test("an answer that violates a row by the solver's absolute tolerance is rejected", () => {
  // One unit of `on` allows 1e9 of `use`: the solver takes 1e-7 of it for none.
  const bigM: LinearProgram = {
    costs: [100, 0],
    rows: [
      { is: "atLeast", bound: 100, terms: [[1, 1]] },
      {
        is: "atMost",
        bound: 0,
        terms: [
          [1, 1],
          [0, -1e9],
        ],
      },
    ],
  };
  const solution = solveLinear(bigM, always);
  ok(solution === undefined || Math.abs(solution.objective - 1e-5) < 1e-6);
});

test("pivots can be counted and refused, for the solver itself may never come to an end", () => {
  let pivots = 0;
  ok(solveLinear(program, () => pivots++ >= 0));
  ok(pivots > 1);
  equal(
    solveLinear(program, () => --pivots > 1),
    undefined,
  );
  ok(solveLinear(program, always), "a refusal leaves nothing behind");
});

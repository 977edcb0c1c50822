import assert from "node:assert/strict";
import { test } from "node:test";
import { type OutputName, outputProblems } from "../support/output-schemas.ts";

const range = { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } };

const holds: readonly (readonly [OutputName, unknown])[] = [
  [
    "check",
    { schemaVersion: 1, findings: [], summary: { files: 0, documents: 0, errors: 0, warnings: 0, suppressed: 0 } },
  ],
  [
    "check",
    {
      schemaVersion: 1,
      more: "is welcome",
      findings: [
        {
          code: "schema/type",
          severity: "error",
          message: "m",
          file: "a.yaml",
          range,
          fix: { title: "t", edits: [{ file: "a.yaml", range, newText: "" }] },
        },
      ],
      summary: { files: 1, documents: 1, errors: 1, warnings: 0, suppressed: 2 },
    },
  ],
  [
    "forecast",
    {
      schemaVersion: 1,
      series: [
        {
          workload: "api",
          resource: "cpu",
          unit: "cores",
          stepSeconds: 900,
          model: "seasonal",
          samples: 2000,
          points: [{ time: "2026-01-31T08:00:00.000Z", mean: 0.1, upper: 0.2 }],
          backtest: { folds: 3, coverage: 0.95, meanAbsoluteScaledError: 0.8 },
        },
      ],
    },
  ],
  [
    "recommend",
    {
      schemaVersion: 1,
      recommendations: [
        {
          workload: "api",
          resource: "cpu",
          unit: "cores",
          demand: null,
          request: null,
          limit: null,
          confidence: 0,
          model: null,
          reason: "Too little history.",
          samples: 3,
        },
      ],
    },
  ],
  [
    "plan",
    {
      schemaVersion: 1,
      workloads: [],
      pools: [],
      placements: [
        { node: "general-1", pool: "general", pods: [{ workload: "Deployment/a/b", count: 2 }], allocated: {} },
      ],
      totals: {
        demand: {},
        capacity: {},
        allocated: {},
        utilization: {},
        unmet: {},
        costPerHour: { current: null, planned: null },
      },
      solution: {
        method: "greedy",
        objective: "cost",
        cost: 0,
        bound: 0,
        gap: 0,
        proven: true,
        iterations: 1,
        seconds: 0,
        seed: 1,
      },
      findings: [],
    },
  ],
];

for (const [index, [name, output]] of holds.entries()) {
  test(`${name} output ${index + 1} holds`, () => assert.deepEqual(outputProblems(name, output), []));
}

test("what is missing or out of range is said", () => {
  assert.deepEqual(outputProblems("check", { schemaVersion: 2, findings: [{ code: "Type" }] }).toSorted(), [
    " must have required property 'summary'",
    "/findings/0 must have required property 'file'",
    "/findings/0 must have required property 'message'",
    "/findings/0 must have required property 'range'",
    "/findings/0 must have required property 'severity'",
    '/findings/0/code must match pattern "^[a-z]+/[a-z0-9-]+$"',
    "/schemaVersion must be equal to constant",
  ]);
});

test("a forecast without points needs a reason", () => {
  const series = {
    workload: "api",
    resource: "cpu",
    unit: "cores",
    stepSeconds: 900,
    model: null,
    samples: 3,
    points: [],
    backtest: { folds: 0, coverage: null, meanAbsoluteScaledError: null },
  };
  assert.deepEqual(
    outputProblems("forecast", { schemaVersion: 1, series: [{ ...series, reason: "Too little." }] }),
    [],
  );
  assert.notDeepEqual(outputProblems("forecast", { schemaVersion: 1, series: [series] }), []);
});

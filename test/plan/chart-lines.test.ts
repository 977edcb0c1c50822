import assert from "node:assert/strict";
import { test } from "node:test";
import { requestLines } from "../../server/src/plan/chart-lines.ts";
import { samplePlan } from "./sample-plan.ts";

test("levels are totals over the replicas: of cpu over those planned, of memory over those there are", () => {
  const [web] = samplePlan().workloads;
  if (web === undefined) throw new Error("The sample has a workload.");
  const sizing = { ...web.sizing, replicas: { current: 3, recommended: 2, write: true } };
  const amounts = (series: string) => requestLines(sizing, series).map(({ kind, amount }) => [kind, amount]);
  assert.deepEqual(amounts("web/cpu"), [
    ["current", 6],
    ["recommended", 0.72],
  ]);
  assert.deepEqual(amounts("web/memory"), [
    ["current", 6 * 2 ** 30],
    ["recommended", 3.75 * 2 ** 30],
  ]);
  assert.deepEqual(amounts("unknown"), []);
});

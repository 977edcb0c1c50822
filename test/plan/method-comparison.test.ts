import assert from "node:assert/strict";
import { test } from "node:test";
import { reportHtml } from "../../server/src/plan/report-html.ts";
import { reportMarkdown } from "../../server/src/plan/report-markdown.ts";
import { reportText } from "../../server/src/plan/report-text.ts";
import { planToJson } from "../../server/src/plan/to-json.ts";
import { outputProblems } from "../support/output-schemas.ts";
import { planOf } from "./plan-of.ts";

const pool = (name: string, cpu: number, price: string, max = 10) =>
  `    - { name: ${name}, allocatable: { cpu: ${cpu}, memory: 64Gi }, nodes: { max: ${max} }, ${price} }\n`;

const resourcePlan = (...pools: readonly string[]) =>
  `apiVersion: resource-planner.dev/v1\nkind: ResourcePlan\nmetadata: { name: all }\nspec:\n  pools:\n${pools.join("")}---\n`;

const deployment = (name: string, replicas: number, cpu: number) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { replicas: ${replicas}, template: { spec: { containers: [{ name: app, resources: { requests: { cpu: ${cpu}, memory: 1Gi } } }] } } }\n---\n`;

const fleet =
  resourcePlan(pool("small", 4, "pricePerHour: 1"), pool("large", 9, "pricePerHour: 2.1")) +
  deployment("a", 5, 3) +
  deployment("b", 4, 2);

test("all methods that exist are compared, and the plan is the best of them", () => {
  const plan = planOf(fleet, [], { method: "all" });
  const { methods = [] } = plan;
  assert.deepEqual(
    methods.map(({ method }) => method),
    ["greedy", "linearProgramming", "auto"],
  );
  const [chosen, ...others] = methods.filter((each) => each.chosen);
  assert.deepEqual(others, []);
  assert.equal(chosen?.cost, Math.min(...methods.map(({ cost }) => cost)));
  assert.equal(plan.allocation.solution.cost, chosen?.cost);
  for (const { method, cost, nodes, unplaced } of methods) {
    const alone = planOf(fleet, [], { method });
    assert.deepEqual(
      [cost, nodes, unplaced],
      [alone.allocation.solution.cost, alone.allocation.nodes.length, alone.allocation.unplaced.length],
      method,
    );
  }
});

test("of equal answers the simplest method's is taken", () => {
  const plan = planOf(resourcePlan(pool("one", 4, "pricePerHour: 1")) + deployment("a", 1, 3), [], { method: "all" });
  assert.deepEqual(
    plan.methods?.filter(({ chosen }) => chosen).map(({ method }) => method),
    ["greedy"],
  );
});

test("under shortage it counts who is served", () => {
  const plan = planOf(resourcePlan(pool("one", 4, "pricePerHour: 1", 1)) + deployment("a", 3, 2), [], {
    method: "all",
  });
  assert.deepEqual(
    plan.methods?.map(({ unplaced }) => unplaced),
    [1, 1, 1],
  );
});

test("every report has the comparison", () => {
  const plan = planOf(fleet, [], { method: "all" });
  assert.match(reportText(plan), /^Greedy .*\nLinear programming .*\nAutomatic /m);
  assert.match(reportMarkdown(plan), /^\| Method \| Result \| Nodes \| Unplaced \| Gap \| Seconds \|$/m);
  assert.match(reportHtml(plan, "n"), /<h2 id="methods">Methods<\/h2>/);
  assert.deepEqual(planToJson(plan).methods, plan.methods);
  assert.deepEqual(outputProblems("plan", planToJson(plan)), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { makePlan } from "../../server/src/plan/plan.ts";
import type { PlanHost } from "../../server/src/plan/plan-data.ts";
import { manifestsOf } from "../rules/check-rules.ts";
import { historyOf } from "./history-of.ts";
import { planOf, planOrNot } from "./plan-of.ts";

const gi = 2 ** 30;

const pools = `
apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: all }
spec:
  pools:
    - { name: general, allocatable: { cpu: 4, memory: 16Gi }, nodes: { max: 10 }, pricePerHour: 0.5 }
---
`;

function deployment(name: string, replicas: number, requests: string, more = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  template:
    spec:
${more}      containers:
        - name: ${name}
          resources:
            requests: ${requests}
---
`;
}

const web = deployment("web", 4, "{ cpu: 2, memory: 4Gi }");
const use = { workload: "web", cpu: 1.2, memory: 4 * gi };

test("demand becomes sizes, sizes become nodes, and both are compared with today", () => {
  const plan = planOf(`${pools}${web}`, [use]);
  const [planned] = plan.workloads;
  const cpu = planned?.sizing.containers[0]?.resources["cpu"];
  assert.equal(cpu?.request.current, 2);
  assert.ok((cpu?.request.recommended ?? 2) < 0.5);
  assert.equal(planned?.placed, 4);
  assert.deepEqual(plan.totals.nodes, { current: 2, planned: 1 });
  assert.deepEqual(plan.totals.costPerHour, { current: 1, planned: 0.5 });
  assert.equal(plan.totals.capacity["cpu"], 4);
  assert.equal(plan.totals.allocated["cpu"], 4 * (cpu?.request.recommended ?? 0));
  assert.deepEqual(plan.totals.demand, plan.totals.allocated);
  assert.deepEqual(plan.totals.unmet, {});
  assert.equal(plan.now, historyOf([use]).series.map(({ start, mean }) => start + (mean.length - 1) * 3_600_000)[0]);
  assert.deepEqual(plan.findings.map(({ code }) => code).toSorted(), ["plan/over-requested", "plan/over-requested"]);
});

test("a plan is plain data, and equal for equal requests", () => {
  const plan = planOf(`${pools}${web}`, [use]);
  assert.deepEqual(structuredClone(plan), plan);
  assert.deepEqual(planOf(`${pools}${web}`, [use]), plan);
});

test("what does not fit is unplaced, and missing from what is allocated", () => {
  const plan = planOf(`${pools}${deployment("big", 3, "{ cpu: 6, memory: 1Gi }")}`, []);
  assert.equal(plan.workloads[0]?.unplaced, 3);
  assert.equal(plan.totals.unmet["cpu"], 18);
  assert.equal(plan.totals.demand["cpu"], 18);
  assert.equal(plan.totals.nodes.planned, 0);
  assert.deepEqual(
    plan.findings.map(({ code }) => code),
    ["plan/unplaceable"],
  );
});

test("a shortage serves by priority and names what is missing", () => {
  const small = pools.replace("max: 10", "max: 1");
  const plan = planOf(
    `${small}${deployment("a", 2, "{ cpu: 2 }")}${deployment("b", 2, "{ cpu: 2 }", "      priority: 100\n")}`,
    [],
  );
  assert.deepEqual(
    plan.workloads.map(({ name, placed, unplaced }) => [name, placed, unplaced]),
    [
      ["a", 0, 2],
      ["b", 2, 0],
    ],
  );
  assert.equal(plan.allocation.solution.binding?.resource, "cpu");
  assert.deepEqual(
    plan.findings.map(({ code }) => code),
    ["plan/shortage", "plan/shortage"],
  );
});

test("a DaemonSet's replicas are the planned nodes", () => {
  const agent = deployment("agent", 1, "{ cpu: 100m }")
    .replace("kind: Deployment", "kind: DaemonSet")
    .replace("  replicas: 1\n", "");
  const plan = planOf(`${pools}${web}${agent}`, [use]);
  const planned = plan.workloads.find(({ name }) => name === "agent");
  assert.equal(planned?.placed, plan.totals.nodes.planned);
  assert.equal(planned?.sizing.replicas.recommended, plan.totals.nodes.planned);
  assert.equal(planned?.sizing.replicas.current, plan.totals.nodes.current);
  assert.ok(plan.notes.some((note) => note.includes("DaemonSet")));
});

test("without a ResourcePlan the defaults are named, and what one would give", () => {
  const plan = planOf(web, [use]);
  assert.equal(plan.supplySource, "none");
  assert.equal(plan.pools.length, 0);
  assert.deepEqual(plan.totals.costPerHour, { current: null, planned: null });
  assert.ok((plan.workloads[0]?.sizing.containers[0]?.resources["cpu"]?.request.recommended ?? 2) < 0.5);
  assert.match(
    plan.notes.join(),
    /^Defaults are in use: demand over the next 7d, cpu at p95 plus 10 %, memory at p99 plus 15 %, no change below 10 %\. A ResourcePlan .* how many nodes are needed and what they cost\.$/,
  );
  assert.deepEqual(plan.findings.map(({ code }) => code).toSorted(), ["plan/over-requested", "plan/over-requested"]);
});

test("without history everything is placed as it is written, and a CSV is asked for", () => {
  const plan = planOf(`${pools}${web}`, []);
  assert.equal(plan.now, undefined);
  assert.deepEqual(plan.totals.nodes, { current: 2, planned: 2 });
  assert.match(plan.notes.join(), /No usage history was found/);
  assert.deepEqual(plan.findings, []);
});

test("nodes among the manifests are the pools, and have no price", () => {
  const node = `apiVersion: v1
kind: Node
metadata: { name: NAME }
status: { allocatable: { cpu: 8, memory: 32Gi, pods: 110 } }
---
`;
  const plan = planOf(`${node.replace("NAME", "one")}${node.replace("NAME", "two")}${web}`, [use]);
  assert.equal(plan.supplySource, "Node");
  assert.equal(plan.totals.costPerHour.planned, null);
  assert.equal(plan.workloads[0]?.placed, 4);
  assert.match(plan.notes.join(), /The Node objects among the manifests are the pools/);
});

test("throughput, where the ResourcePlan says what a replica serves", () => {
  const serving = pools.replace(
    "  pools:",
    "  workloads:\n    - { ref: Deployment/default/web, serving: { requestsPerSecondPerReplica: 10 } }\n  pools:",
  );
  const { throughput } = planOf(`${serving}${web}`, [{ ...use, requests: 25 }]).totals;
  assert.ok(throughput !== undefined && throughput.demand > 25 && throughput.demand < 35);
  assert.equal(throughput.served, throughput.demand);
  assert.equal(throughput.capacity % 10, 0);
});

test("only samples up to `at` count", () => {
  const history = historyOf([{ ...use, days: 28 }]);
  const early = planOf(`${pools}${web}`, history, { at: Date.UTC(2026, 0, 19) - 1 });
  assert.deepEqual(early, planOf(`${pools}${web}`, [use]));
});

test("a method that is not built is refused by name", () => {
  const plan = planOrNot(`${pools}${web}`, [use], { method: "dynamicProgramming" });
  assert.match("refused" in plan ? plan.refused : "", /dynamicProgramming/);
});

test("a stopped plan is none, however far it was", () => {
  for (let asked = 0; asked < 60; asked += 9) {
    let left = asked;
    const plan = makeWith({ stop: () => left-- <= 0 });
    assert.ok("stopped" in plan || "workloads" in plan);
  }
  assert.deepEqual(makeWith({ stop: () => true }), { stopped: true });
});

test("progress only rises, and forecasts are made once", () => {
  const shares: number[] = [];
  const forecasts: PlanHost["forecasts"] = new Map();
  makeWith({ forecasts, progress: (share) => shares.push(share) });
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
  assert.equal(shares.at(-1), 1);
  const made = [...forecasts.values()];
  makeWith({ forecasts });
  assert.deepEqual([...forecasts.values()], made);
});

function makeWith(host: Partial<PlanHost>): ReturnType<typeof makePlan> {
  return makePlan({
    inventory: manifestsOf(`${pools}${web}`).inventory,
    history: historyOf([use]),
    options: { seed: 1 },
    host: { stop: () => false, elapsed: () => 0, progress: () => {}, forecasts: new Map(), ...host },
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultResourcePlan } from "../../server/src/workload/defaults.ts";
import { autoscalerOf, exceptionOf, priorityOf, sizingPolicyOf } from "../../server/src/workload/lookup.ts";
import { checkFindings } from "../support/check.ts";
import { dedent } from "../support/fixture.ts";
import { inventoryOf } from "./inventory-of.ts";

function checkMarks(fixture: string): void {
  checkFindings(dedent(fixture), inventoryOf(fixture).findings);
}

test("without a ResourcePlan, and with an empty one, the defaults govern", () => {
  const { resourcePlan, supply, findings } = inventoryOf("kind: Service");
  assert.equal(resourcePlan, defaultResourcePlan);
  assert.equal(supply.source, "none");
  const empty = inventoryOf("{ kind: ResourcePlan, spec: { sizing:, pools: } }");
  const { document, ...settings } = empty.resourcePlan;
  assert.ok(document);
  assert.deepEqual(settings, defaultResourcePlan);
  assert.deepEqual([...findings, ...empty.findings], []);
});

test("the defaults are the documented ones", () =>
  assert.deepEqual(defaultResourcePlan, {
    name: "default",
    manifests: ["**/*.{yaml,yml}"],
    history: [],
    forecast: { horizonSeconds: 604_800, model: "auto" },
    sizing: {
      cpu: { quantile: 0.95, margin: 0.1, limit: "none", floor: 0.01 },
      memory: { quantile: 0.99, margin: 0.15, limit: "equal", floor: 33_554_432 },
      adjustment: 1,
      minimumChange: 0.1,
      minimumHistorySeconds: 172_800,
      targetUtilization: 0.7,
    },
    allocation: { method: "auto", objective: "cost", timeLimitSeconds: 5 },
    exceptions: [],
  }));

test("every setting is read, in each of its notations", () => {
  const { resourcePlan, supply, findings } = inventoryOf(`
    apiVersion: resource-planner.dev/v1
    kind: ResourcePlan
    metadata: { name: serving }
    spec:
      manifests: ["deploy/**/*.yaml", other.yaml]
      history:
        - csv: "history/*.csv"
        - prometheus: { url: "http://127.0.0.1:9090", lookback: 14d }
        - { openMetrics: a.om, prometheusResponse: b.json }
      forecast: { horizon: 12h, model: seasonal }
      sizing:
        cpu: { quantile: 90%, margin: 0.2, limit: keepRatio, floor: 50m }
        memory: { quantile: 0.999, floor: 1Gi }
        adjustment: 50%
        minimumChange: 0
        minimumHistory: 0s
        targetUtilization: 1
      pools:
        - { name: big, allocatable: { cpu: 15500m, memory: 58Gi }, nodes: { min: 2, max: 12 }, pricePerHour: 0.68, labels: { kubernetes.io/arch: arm64 } }
        - { name: few, allocatable: { cpu: 1, memory: 1Gi } }
        - { name: many, allocatable: { cpu: 1, memory: 1Gi }, nodes: { min: 200 } }
      allocation: { method: greedy, objective: nodes, timeLimit: 1m }
      workloads:
        - ref: Deployment/serving/chat
          priority: 1000
          serving: { requestsPerSecondPerReplica: 12.5, latencyTarget: 300ms }
          sizing: { memory: { margin: 25% } }
        - ref: Deployment/serving/api
    `);
  const { document, history, exceptions, ...rest } = resourcePlan;
  const cpu = { quantile: 0.9, margin: 0.2, limit: "keepRatio", floor: 0.05 };
  const memory = { quantile: 0.999, margin: 0.15, limit: "equal", floor: 1_073_741_824 };
  const sizing = { cpu, memory, adjustment: 0.5, minimumChange: 0, minimumHistorySeconds: 0, targetUtilization: 1 };
  assert.equal(document?.file, "test.yaml");
  assert.deepEqual(rest, {
    name: "serving",
    manifests: ["deploy/**/*.yaml", "other.yaml"],
    forecast: { horizonSeconds: 43_200, model: "seasonal" },
    sizing,
    allocation: { method: "greedy", objective: "nodes", timeLimitSeconds: 60 },
  });
  assert.deepEqual(
    history.map(({ type, location }) => `${type} ${location}`),
    ["csv history/*.csv", "prometheus http://127.0.0.1:9090", "prometheusResponse b.json", "openMetrics a.om"],
  );
  assert.deepEqual(
    exceptions.map(({ span: _, ...exception }) => exception),
    [
      {
        ref: "Deployment/serving/chat",
        priority: 1000,
        serving: { requestsPerSecondPerReplica: 12.5, latencyTargetSeconds: 0.3 },
        sizing: { ...sizing, memory: { ...memory, margin: 0.25 } },
      },
      { ref: "Deployment/serving/api" },
    ],
  );
  assert.deepEqual(
    supply.pools.map(({ name, nodes, pricePerHour, labels }) => [
      name,
      nodes,
      pricePerHour,
      labels["kubernetes.io/arch"],
    ]),
    [
      ["big", { min: 2, max: 12 }, 0.68, "arm64"],
      ["few", { min: 0, max: 100 }, null, "amd64"],
      ["many", { min: 200, max: 200 }, null, "amd64"],
    ],
  );
  assert.deepEqual(findings, []);
});

test("a setting that cannot be used is found at its value, and the default is used", () => {
  const fixture = `
    kind: ResourcePlan
    metadata: { name: p }
    spec:
      manifests: [{}]
    #             ^^ plan/invalid-setting: manifests.0 must be a text, not a map.
      history:
        - files: x
    #     ^^^^^^^^ plan/invalid-setting: A history source is one of csv, prometheusResponse, openMetrics, file, prometheus.
      forecast:
        horizon: soon
    #            ^^^^ plan/invalid-setting: forecast.horizon must be a duration above 0 and up to a year such as 12h or 7d, not "soon". The default is used.
      sizing:
        cpu: { quantile: 1, margin: -10%, limit: often, floor: -1 }
    #                    ^ plan/invalid-setting: sizing.cpu.quantile must be between 0 and 1
    #                               ^^^^ plan/invalid-setting: sizing.cpu.margin must be a share
    #                                            ^^^^^ plan/invalid-setting: sizing.cpu.limit must be one of none, keepRatio, equal
    #                                                          ^^ plan/invalid-setting: sizing.cpu.floor must be a quantity
        adjustment: 0
    #               ^ plan/invalid-setting: sizing.adjustment must be a share above 0 and up to 1
        targetUtilization: 110%
    #                      ^^^^ plan/invalid-setting: sizing.targetUtilization
        minimumHistory: []
    #                   ^^ plan/invalid-setting: sizing.minimumHistory must be a duration such as 0s, 12h or 2d, not a list.
      allocation: { method: guess, timeLimit: 0s }
    #                       ^^^^^ plan/invalid-setting: allocation.method must be one of auto,
    #                                         ^^ plan/invalid-setting: allocation.timeLimit
      workloads:
        - ref: api
    #          ^^^ plan/invalid-setting: workloads.0.ref must be a reference Kind/namespace/name
        - priority: 1
    #     ^^^^^^^^^^^ plan/invalid-setting: An exception needs the \`ref\`
        - ref: Deployment/default/api
          priority: high
    #               ^^^^ plan/invalid-setting: workloads.2.priority must be a whole number, not "high".
          serving: { requestsPerSecondPerReplica: 0 }
    #                                             ^ plan/invalid-setting: workloads.2.serving.requestsPerSecondPerReplica must be a number above 0
    `;
  checkMarks(fixture);
  const { document: _, exceptions, ...settings } = inventoryOf(fixture).resourcePlan;
  const { exceptions: none, ...defaults } = defaultResourcePlan;
  assert.deepEqual(settings, { ...defaults, name: "p" });
  assert.deepEqual([none, exceptions.map(({ ref }) => ref)], [[], ["Deployment/default/api"]]);
});

test("a pool that cannot be as it is written is found", () => {
  const fixture = `
    kind: ResourcePlan
    metadata: { name: p }
    spec:
      pools:
        - name: one
          allocatable: { cpu: -1, memory: 1GB, pods: 10 }
    #                         ^^ plan/invalid-pool: pools.0.allocatable.cpu must be a quantity of 0 or more
    #                                     ^^^ plan/invalid-pool: pools.0.allocatable.memory must be a quantity
          nodes: { min: 3, max: 2 }
    #                           ^ plan/invalid-pool: Pool one has at most 2 nodes and at least 3; 3 is used for both.
          pricePerHour: free
    #                   ^^^^ plan/invalid-pool: pools.0.pricePerHour must be a number
        - name: one
    #           ^^^ plan/invalid-pool: There is another pool named one; this one is left out.
          allocatable: { cpu: 1, memory: 1Gi }
        - name: bare
          allocatable: { memory: 1Gi }
    #                  ^^^^^^^^^^^^^^^ plan/invalid-pool: Pool bare offers no cpu: no pod that requests it fits.
        - name: none
          allocatable: { cpu: 1, memory: 1Gi }
          nodes: { min: -1, max: 0 }
    #                   ^^ plan/invalid-pool: pools.3.nodes.min must be a whole number of nodes, 0 or more
    #                            ^ plan/invalid-pool: Pool none may have no nodes at all: nothing can be placed on it.
          taints: [{ key: gpu, effect: Never }]
    #                                  ^^^^^ plan/invalid-pool: A taint's effect must be one of NoSchedule,
        - { allocatable: { cpu: 1, memory: 1Gi } }
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ plan/invalid-pool: A pool needs a name; this one is called pool-5.
        - name:
          allocatable: { cpu: 1, memory: 1Gi }
    `;
  const { findings, supply } = inventoryOf(fixture);
  assert.ok(findings.some(({ message }) => message === "A pool needs a name; this one is called pool-6."));
  checkFindings(
    dedent(fixture),
    findings.filter(({ message }) => !message.includes("pool-6")),
  );
  assert.deepEqual(
    supply.pools.map(({ name, nodes, allocatable }) => [name, nodes.min, nodes.max, allocatable]),
    [
      ["one", 3, 3, { pods: 10 }],
      ["bare", 0, 100, { pods: 110, memory: 1_073_741_824 }],
      ["none", 0, 0, { pods: 110, cpu: 1, memory: 1_073_741_824 }],
      ["pool-5", 0, 100, { pods: 110, cpu: 1, memory: 1_073_741_824 }],
      ["pool-6", 0, 100, { pods: 110, cpu: 1, memory: 1_073_741_824 }],
    ],
  );
});

test("the first of two ResourcePlans governs", () => {
  const { resourcePlan, findings } = inventoryOf(`
    #- a.yaml
    { kind: ResourcePlan, metadata: { name: first }, spec: { sizing: { adjustment: 0.5 } } }
    #- b.yaml
    { kind: ResourcePlan, metadata: { name: second } }
    `);
  assert.equal(resourcePlan.name, "first");
  assert.deepEqual(
    findings.map(({ code, severity, file, related }) => [code, severity, file, related?.[0]?.file]),
    [["plan/second-resource-plan", "warning", "b.yaml", "a.yaml"]],
  );
});

test("an exception for a workload that is not there is found, where there are workloads", () => {
  const plan = `
    kind: ResourcePlan
    spec:
      workloads:
        - ref: Deployment/default/api
        - ref: Deployment/default/gone
    #          ^^^^^^^^^^^^^^^^^^^^^^^ plan/unknown-workload: No manifest holds Deployment/default/gone`;
  checkMarks(`${plan}\n    ---\n    { kind: Deployment, metadata: { name: api } }`);
  assert.deepEqual(inventoryOf(plan).findings, []);
});

test("what governs one workload: its autoscaler, its exception, its sizing and its priority", () => {
  const inventory = inventoryOf(`
    { kind: Deployment, metadata: { name: api }, spec: { template: { spec: { priority: 5 } } } }
    ---
    { kind: Deployment, metadata: { name: api, namespace: other }, spec: { template: { spec: { priority: 5 } } } }
    ---
    { kind: HorizontalPodAutoscaler, metadata: { name: h }, spec: { scaleTargetRef: { kind: Deployment, name: api } } }
    ---
    { kind: ResourcePlan, spec: { workloads: [{ ref: Deployment/default/api, priority: 9, sizing: { adjustment: 0.5 } }] } }
    `);
  const plan = inventory.resourcePlan;
  assert.deepEqual(
    inventory.workloads.map((workload) => [
      autoscalerOf(inventory, workload)?.name,
      exceptionOf(plan, workload)?.ref,
      sizingPolicyOf(plan, workload).adjustment,
      priorityOf(plan, workload),
    ]),
    [
      ["h", "Deployment/default/api", 0.5, 9],
      [undefined, undefined, 1, 5],
    ],
  );
});

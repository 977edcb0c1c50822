import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Forecast } from "../../server/src/forecast/forecast.ts";
import { makePlan } from "../../server/src/plan/plan.ts";
import { planAdvice } from "../../server/src/plan/plan-advice.ts";
import type { Plan } from "../../server/src/plan/plan-data.ts";
import { recommendedEdits } from "../../server/src/plan/recommended-edits.ts";
import { edited, findingsOfRules, type Manifests, manifestsOf } from "../rules/check-rules.ts";
import { historyOf, type Use } from "./history-of.ts";

const gi = 2 ** 30;

const side = fc.option(
  fc.record(
    { cpu: fc.constantFrom("50m", "250m", "1", '"2"', "4"), memory: fc.constantFrom("128Mi", "1Gi", "'4Gi'", "8Gi") },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);

const workload = fc.record({
  containers: fc.array(fc.record({ requests: side, limits: side }), { minLength: 1, maxLength: 2 }),
  replicas: fc.integer({ min: 1, max: 4 }),
  target: fc.option(fc.integer({ min: 30, max: 90 }), { nil: undefined }),
  cpu: fc.constantFrom(0.05, 0.7, 3),
  memory: fc.constantFrom(0.2 * gi, 1.5 * gi, 6 * gi),
});

/**
 * An autoscaler's target is a whole per cent: restating it moves the use at which it scales a little, and with it the
 * replicas that the next plan counts with. Such a workload may take some plans.
 */
function isOneStep({ target }: ArbitraryWorkload): boolean {
  return target === undefined;
}

type ArbitraryWorkload = typeof workload extends fc.Arbitrary<infer T> ? T : never;

const workloads = fc.array(workload, { minLength: 1, maxLength: 3 });

/** The same histories come again and again: their forecasts are made once for all runs. */
const forecasts = new Map<string, Forecast>();

test("at α = 1 everything recommended, written, leaves nothing to recommend", () => {
  fc.assert(
    fc.property(fc.array(workload.filter(isOneStep), { minLength: 1, maxLength: 3 }), (items) => {
      const uses = usesOf(items);
      const before = manifestsOf(new Map([["all.yaml", manifestText(items, 1)]]));
      const plan = planWith(before, uses);
      const after = apply(before, plan);
      assert.deepEqual(proposals(after, plan), [], "by the same plan");
      assert.deepEqual(proposals(after, planWith(after, uses)), [], "by the next plan");
    }),
    { numRuns: 30 },
  );
});

test("plan after plan arrives, whatever α is", () => {
  fc.assert(
    fc.property(workloads, fc.constantFrom(0.3, 0.5, 0.8, 1), (items, adjustment) => {
      const uses = usesOf(items);
      let manifests = manifestsOf(new Map([["all.yaml", manifestText(items, adjustment)]]));
      let rounds = 0;
      for (
        let plan = planWith(manifests, uses);
        proposals(manifests, plan).length > 0;
        plan = planWith(manifests, uses)
      ) {
        assert.ok(++rounds <= 30, `still changing after ${rounds} rounds: ${proposals(manifests, plan).join("\n")}`);
        manifests = apply(manifests, plan);
        assert.deepEqual(proposals(manifests, plan), [], "a fix removes its finding before the next plan");
      }
    }),
    { numRuns: 25 },
  );
});

test("every plan is plain data, the same twice, and places or names every pod", () => {
  fc.assert(
    fc.property(workloads, (items) => {
      const manifests = manifestsOf(new Map([["all.yaml", manifestText(items, 1)]]));
      const plan = planWith(manifests, usesOf(items));
      assert.deepEqual(structuredClone(plan), plan);
      assert.deepEqual(planWith(manifests, usesOf(items)), plan);
      for (const { sizing, placed, unplaced } of plan.workloads) {
        assert.equal(placed + unplaced, sizing.replicas.recommended);
      }
      for (const resource of Object.keys(plan.totals.allocated)) {
        assert.ok((plan.totals.allocated[resource] ?? 0) <= (plan.totals.capacity[resource] ?? 0) * (1 + 1e-9));
      }
    }),
    { numRuns: 25 },
  );
});

function planWith({ inventory }: Manifests, uses: readonly Use[]): Plan {
  const host = { stop: () => false, elapsed: () => 0, progress: () => {}, forecasts };
  const plan = makePlan({ inventory, history: historyOf(uses), options: { seed: 1 }, host });
  if (!("workloads" in plan)) throw new Error(JSON.stringify(plan));
  return plan;
}

function apply(manifests: Manifests, plan: Plan): Manifests {
  const edits = recommendedEdits(manifests.files, manifests.inventory, planAdvice(plan));
  const spans = edits.map(({ span }) => span).toSorted((a, b) => a.start - b.start);
  for (const [index, { start }] of spans.entries()) assert.ok((spans[index - 1]?.end ?? 0) <= start, "edits overlap");
  return manifestsOf(edited(manifests, edits));
}

/** What the plan would still change. */
function proposals(manifests: Manifests, plan: Plan): readonly string[] {
  return findingsOfRules(manifests, planAdvice(plan))
    .filter(({ code, fix }) => code.startsWith("plan/") && fix !== undefined)
    .map(({ code, message, workload: id = "" }) => `${id} ${code} ${message}`);
}

/** Each container has a history of its own: one of the whole pod is divided by the very requests that are changing. */
function usesOf(items: readonly ArbitraryWorkload[]): readonly Use[] {
  return items.flatMap(({ containers, cpu, memory }, index) =>
    containers.map((_, position) => ({ workload: `w${index}`, container: `c${position}`, cpu, memory })),
  );
}

function manifestText(items: readonly ArbitraryWorkload[], adjustment: number): string {
  return `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: all }
spec:
  sizing: { adjustment: ${adjustment} }
  allocation: { method: greedy }
  pools:
    - { name: general, allocatable: { cpu: 8, memory: 32Gi }, nodes: { max: 20 }, pricePerHour: 0.5 }
${items.map(deploymentText).join("")}`;
}

function deploymentText({ containers, replicas, target }: ArbitraryWorkload, index: number): string {
  const scaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: w${index} }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: w${index} }
  minReplicas: ${replicas}
  maxReplicas: 8
  metrics:
    - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ${target} } } }
`;
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: w${index} }
spec:
  replicas: ${replicas}
  template:
    spec:
      containers:
${containers.map(({ requests, limits }, position) => containerLines(position, requests, limits)).join("")}${target === undefined ? "" : scaler}`;
}

function containerLines(position: number, requests: Values, limits: Values): string {
  const sides = Object.entries({ requests, limits }).flatMap(([name, values]) =>
    values === undefined
      ? []
      : [
          `            ${name}: { ${Object.entries(values)
            .map(([key, value]) => `${key}: ${value}`)
            .join(", ")} }\n`,
        ],
  );
  return `        - name: c${position}\n${sides.length === 0 ? "" : "          resources:\n"}${sides.join("")}`;
}

type Values = { readonly cpu?: string; readonly memory?: string } | undefined;

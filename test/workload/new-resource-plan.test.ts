import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseFile } from "../../server/src/document/parse.ts";
import { defaultResourcePlan } from "../../server/src/workload/defaults.ts";
import { whyNot } from "../../server/src/workload/eligibility.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { newResourcePlan } from "../../server/src/workload/new-resource-plan.ts";
import { currentPodRequests } from "../../server/src/workload/pod-requests.ts";
import { readInventory } from "../../server/src/workload/read.ts";
import { dedent } from "../support/fixture.ts";
import { inventoryOf } from "./inventory-of.ts";

/** Reads the new plan back; it must be free of syntax errors and findings. */
function readBack(inventory: Inventory, history: readonly string[] = []): Inventory {
  const text = newResourcePlan(inventory, history);
  const source = parseFile("resource-plan.yaml", text);
  const read = readInventory([source]);
  assert.deepEqual([...source.findings, ...read.findings], [], text);
  assert.equal(source.documents.length, 1);
  return read;
}

test("a plan for one Deployment", () => {
  const inventory = inventoryOf(
    "{ kind: Deployment, metadata: { name: web }, spec: { replicas: 30, template: { spec: { containers: [{ resources: { requests: { cpu: 3, memory: 1Gi } } }] } } } }",
  );
  const text = newResourcePlan(inventory, ["history/a.csv", "history/b.csv", "prom.json"]);
  const part = (from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));
  assert.equal(
    part("  history:", "\n  # How far"),
    dedent(`
      # -
        history:
          - csv: "history/*.csv"
          - prometheusResponse: "prom.json"
      `).replace("# -\n", ""),
  );
  assert.equal(
    part("    - name:", "\n  # How pods"),
    dedent(`
      # -
          - name: general
            allocatable: { cpu: 8, memory: 32Gi }
            nodes: { min: 0, max: 24 }
            # pricePerHour: 0.50
            labels: {}
            taints: []
      `).replace("# -\n", ""),
  );
  assert.match(text, /^ {2}# {3}Deployment\/default\/web: 30 × cpu 3, memory 1Gi$/m);
});

test("every setting reads back as its default", () => {
  const { resourcePlan } = readBack(inventoryOf("kind: Service"));
  const { document: _, name, ...settings } = resourcePlan;
  const { name: __, ...defaults } = defaultResourcePlan;
  assert.equal(name, "workspace");
  assert.deepEqual(settings, defaults);
});

test("the pools are those of the nodes that were found, with the labels that pods ask for", () => {
  const { supply } = readBack(
    inventoryOf(`
    { kind: Node, metadata: { name: n1, labels: { a: "1", b: "2" } }, spec: { taints: [{ key: gpu, effect: NoSchedule }] }, status: { allocatable: { cpu: 3920m, memory: 13005432Ki, nvidia.com/gpu: 1 } } }
    ---
    { kind: Node, metadata: { name: n2, labels: { a: "1" } }, status: {} }
    ---
    { kind: Pod, metadata: { name: p }, spec: { nodeSelector: { a: "1" } } }
    `),
  );
  assert.deepEqual(
    supply.pools.map(({ name, nodes, allocatable, labels, taints }) => ({
      name,
      nodes,
      allocatable,
      a: labels["a"],
      b: labels["b"],
      taints,
    })),
    [
      {
        name: "n1",
        nodes: { min: 0, max: 1 },
        allocatable: { cpu: 3.92, memory: 13005432 * 1024, "nvidia.com/gpu": 1, pods: 110 },
        a: "1",
        b: undefined,
        taints: [{ key: "gpu", value: "", effect: "NoSchedule" }],
      },
    ],
  );
});

test("history globs name each folder once, and files with marks that globs use by ?", () => {
  const { resourcePlan } = readBack(inventoryOf("kind: Service"), [
    "a.csv",
    "b.csv",
    "x/[1].csv",
    "metrics.om",
    "odd/y",
    "odd/z",
  ]);
  assert.deepEqual(
    resourcePlan.history.map(({ type, location }) => `${type} ${location}`),
    ["csv *.csv", "csv x/?1?.csv", "openMetrics metrics.om", "file odd/*"],
  );
});

test("a character that was lost in a manifest is not lost again", () => {
  const lost = "a\uFFFDb";
  const { resourcePlan, supply } = readBack(
    inventoryOf(`{ kind: Pod, metadata: { name: ${lost} }, spec: { nodeSelector: { x: ${lost} } } }`),
    [`${lost}/x.csv`],
  );
  assert.equal(supply.pools[0]?.labels["x"], lost);
  assert.equal(resourcePlan.history[0]?.location, `${lost}/x.csv`);
});

const amount = fc.constantFrom(undefined, "0", "50m", "1", "7500m", "200", "1e999", "-1", "much");
const memory = fc.constantFrom(undefined, "1", "64Mi", "100Gi", "4Ti");
const label = fc.string({ unit: "grapheme", maxLength: 6 });
const pod = fc.record({
  cpu: amount,
  memory,
  gpu: fc.constantFrom(undefined, "1", "8"),
  key: label,
  value: label,
  name: label,
  daemon: fc.boolean(),
});

test("any workspace gives a plan that reads back, with room for each of its pods", () =>
  fc.assert(
    fc.property(
      fc.array(pod, { maxLength: 6 }),
      fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }), { maxLength: 4 }),
      (pods, history) => {
        const items = pods.map(({ cpu, memory, gpu, key, value, name, daemon }) => {
          const requests = { cpu, memory, "nvidia.com/gpu": daemon ? undefined : gpu };
          const spec = {
            nodeSelector: daemon || key === "" ? {} : { [key]: value },
            containers: [{ name, resources: { requests } }],
          };
          return daemon
            ? { kind: "DaemonSet", metadata: { name }, spec: { template: { spec } } }
            : { kind: "Pod", metadata: { name }, spec };
        });
        const inventory = readInventory([parseFile("all.json", JSON.stringify({ kind: "List", items }))]);
        const { supply } = readBack(inventory, history);
        for (const workload of inventory.workloads) {
          const requests = Object.entries(currentPodRequests(workload));
          const fits = supply.pools.some(
            (pool) =>
              whyNot(workload.constraints, pool) === undefined &&
              requests.every(([resource, needed]) => needed <= (pool.allocatable[resource] ?? 0)),
          );
          assert.ok(fits, workload.id);
        }
      },
    ),
  ));

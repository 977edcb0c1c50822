import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nodeAt } from "../../server/src/document/locate.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { readInventory } from "../../server/src/workload/read.ts";
import { dedent } from "../support/fixture.ts";

const manifests = dedent(`
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      replicas: 2
      template:
        spec:
          priorityClassName: high
          affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: zone, operator: In, values: [a] }] }] } } }
          tolerations: [{ key: gpu, operator: Exists }]
          initContainers: [{ name: proxy, restartPolicy: Always }]
          containers:
            - name: site
              resources: &usual
                requests: { cpu: 100m, "memory": '1Gi' }
                limits:
                  memory: 2Gi
            - { name: log, resources: { <<: *usual, limits: { cpu: 1 } } }
    ---
    apiVersion: serving.kserve.io/v1beta1
    kind: InferenceService
    metadata: { name: llm }
    spec: { predictor: { minReplicas: 0, model: { resources: { limits: { nvidia.com/gpu: 1 } } } } }
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: { name: web }
    spec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 5, metrics: [{ type: Resource, resource: { name: cpu, target: { averageUtilization: 50 } } }] }
    ---
    { kind: Node, metadata: { name: n, labels: { zone: a } }, status: { allocatable: { cpu: 4 } } }
    ---
    apiVersion: resource-planner.dev/v1
    kind: ResourcePlan
    spec:
      sizing: { cpu: { quantile: 0.9 } }
      pools: [{ name: p, allocatable: { cpu: 1 }, taints: [{ key: a }] }]
      workloads: [{ ref: Deployment/default/web, sizing: { adjustment: 0.5 } }]
    `);

/** What must hold of any inventory: ids are unique, every span lies in its text, and every path leads to its span. */
function checkInvariants({ workloads, unplanned, findings }: Inventory, text: string): void {
  assert.equal(new Set(workloads.map(({ id }) => id)).size, workloads.length);
  const inText = (span: { start: number; end: number }) =>
    0 <= span.start && span.start <= span.end && span.end <= text.length;
  for (const { span } of findings) assert.ok(inText(span));
  for (const { document, nameSpan, containers } of [...workloads, ...unplanned]) {
    assert.ok(inText(nameSpan));
    for (const { requests, limits } of containers) {
      for (const { path, span } of [...Object.values(requests), ...Object.values(limits)]) {
        assert.deepEqual(nodeAt(document.root, path)?.span, span);
      }
    }
  }
}

test("every prefix of a text is read without an exception", () => {
  for (let length = 0; length <= manifests.length; length++) {
    const text = manifests.slice(0, length);
    checkInvariants(readInventory([parseFile("test.yaml", text)]), text);
  }
});

test("a text with anything in its place is read without an exception", () =>
  fc.assert(
    fc.property(
      fc.nat(manifests.length),
      fc.nat(30),
      fc.oneof(
        fc.string({ maxLength: 5 }),
        fc.constantFrom("[]", "{}", "null", "-1", "1e999", "*usual", "__proto__: 1", "\n---\n"),
      ),
      (start, length, inserted) => {
        const text = manifests.slice(0, start) + inserted + manifests.slice(start + length);
        checkInvariants(readInventory([parseFile("test.yaml", text)]), text);
      },
    ),
  ));

test("equal files give equal inventories", () =>
  assert.deepEqual(
    readInventory([parseFile("test.yaml", manifests)]),
    readInventory([parseFile("test.yaml", manifests)]),
  ));

test("JSON means the same as YAML", () => {
  const json = JSON.stringify({
    kind: "List",
    items: [
      {
        kind: "Pod",
        metadata: { name: "a" },
        spec: { containers: [{ name: "c", resources: { requests: { cpu: "2" } } }] },
      },
    ],
  });
  const { workloads } = readInventory([parseFile("test.json", json)]);
  assert.deepEqual(
    workloads.map(({ id, containers }) => [id, containers[0]?.requests["cpu"]?.value]),
    [["Pod/default/a", 2]],
  );
});

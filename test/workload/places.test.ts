import assert from "node:assert/strict";
import { test } from "node:test";
import type { Span } from "../../server/src/document/span.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { dedent, extractMarks } from "../support/fixture.ts";
import { inventoryOf } from "./inventory-of.ts";

/** Compares the spans of named facts with the marks: the mark's code is the fact's name. */
function check(fixture: string, placesOf: (inventory: Inventory) => Readonly<Record<string, Span | undefined>>): void {
  const text = dedent(fixture);
  const shown = (span: Span | undefined) => span && [span.start, span.end, text.slice(span.start, span.end)];
  const actual = Object.entries(placesOf(inventoryOf(fixture))).map(([name, span]) => [name, shown(span)]);
  const expected = extractMarks(text).map(({ code, span }) => [code, shown(span)]);
  assert.deepEqual(Object.fromEntries(actual), Object.fromEntries(expected));
}

test("a workload's name, replicas, containers and amounts", () =>
  check(
    `
    kind: Deployment
    metadata:
      name: web # comment
    #       ^^^ name
    spec:
      replicas: 3
    #           ^ replicas
      template:
        spec:
          containers:
            - image: nginx
              name: "site"
    #               ^^^^^^ container
              resources:
                requests:
                  cpu: '250m'
    #                  ^^^^^^ request
                limits: { cpu: 1.50 }
    #                          ^^^^ limit
            - image: nginx
    #         ^^^^^ nameless
    `,
    ({ workloads: [web] }) => ({
      name: web?.nameSpan,
      replicas: web?.replicas.span,
      container: web?.containers[0]?.nameSpan,
      request: web?.containers[0]?.requests["cpu"]?.span,
      limit: web?.containers[0]?.limits["cpu"]?.span,
      nameless: web?.containers[1]?.nameSpan,
    }),
  ));

test("an unnamed document is found by its kind, a model form by its key", () =>
  check(
    `
    apiVersion: serving.kserve.io/v1beta1
    kind: InferenceService
    #     ^^^^^^^^^^^^^^^^ kind
    spec:
      predictor:
        model:
    #   ^^^^^ model
          resources: {}
    `,
    ({ unplanned: [service] }) => ({ kind: service?.nameSpan, model: service?.containers[0]?.nameSpan }),
  ));

test("an autoscaler's target, bounds and metrics", () =>
  check(
    `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata:
      name: web
    spec:
      scaleTargetRef: { kind: Deployment, name: web }
    #                                           ^^^ target
      maxReplicas: 12
    #              ^^ max
      metrics:
        - type: Resource
          resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } }
    #                                                                             ^^ cpu
    `,
    ({ autoscalers: [web] }) => ({
      target: web?.targetSpan,
      max: web?.maxReplicas.span,
      cpu: web?.metrics[0]?.target.span,
    }),
  ));

test("paths lead to where absent numbers would be written", () => {
  const { workloads, autoscalers } = inventoryOf(`
    { kind: Deployment, metadata: { name: a } }
    ---
    { kind: CronJob, metadata: { name: b } }
    ---
    { kind: Pod, metadata: { name: c } }
    ---
    { kind: InferenceService, metadata: { name: d }, spec: { predictor: {} } }
    ---
    { kind: HorizontalPodAutoscaler, metadata: { name: e } }
    `);
  assert.deepEqual(
    workloads.map(({ replicas }) => replicas.path?.join(".")),
    ["spec.replicas", "spec.jobTemplate.spec.parallelism", undefined, "spec.predictor.minReplicas"],
  );
  assert.deepEqual(
    autoscalers.map(({ minReplicas, maxReplicas }) => [minReplicas, maxReplicas]),
    [
      [
        { value: 1, path: ["spec", "minReplicas"] },
        { value: 1, path: ["spec", "maxReplicas"] },
      ],
    ],
  );
});

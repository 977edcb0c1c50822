import assert from "node:assert/strict";
import { test } from "node:test";
import { dedent } from "../support/fixture.ts";
import { inventoryOf, summaryOf } from "./inventory-of.ts";

function check(spec: string, expected: string): void {
  const fixture = `
    apiVersion: serving.kserve.io/v1beta1
    kind: InferenceService
    metadata: { name: llm, namespace: ai }
    spec: ${spec}
    `;
  assert.equal(summaryOf(inventoryOf(fixture).workloads), dedent(expected).trimEnd());
}

test("the model form", () =>
  check(
    "{ predictor: { minReplicas: 2, maxReplicas: 6, model: { modelFormat: { name: vllm }, resources: { limits: { nvidia.com/gpu: 1 } } } } }",
    `
    InferenceService/ai/llm x2 2..6 written
      main kserve-container nvidia.com/gpu -/1
    `,
  ));

test("a framework form, without replicas: one, without a limit", () =>
  check(
    "{ predictor: { sklearn: { name: own, resources: { requests: { cpu: 1 } } } } }",
    `
    InferenceService/ai/llm x1 1..Infinity
      main own cpu 1/-
    `,
  ));

test("custom containers beside a model, with an init container", () =>
  check(
    "{ predictor: { model: {}, containers: [{ name: logger }], initContainers: [{ name: fetch }] } }",
    `
    InferenceService/ai/llm x1 1..Infinity
      main kserve-container
      main logger
      init fetch
    `,
  ));

test("a service that may scale to zero counts one pod", () =>
  check(
    "{ predictor: { minReplicas: 0, maxReplicas: 0, containers: [{ name: c }] } }",
    `
    InferenceService/ai/llm x1 0..Infinity written
      main c
    `,
  ));

test("transformer and explainer run pods of their own", () =>
  check(
    `{
      predictor: { model: {} },
      transformer: { minReplicas: 3, containers: [{ name: t }] },
      explainer: { art: { resources: { requests: { cpu: 1 } } } } }`,
    `
    InferenceService/ai/llm x1 1..Infinity
      main kserve-container
    InferenceService/ai/llm-transformer x3 3..Infinity written
      main t
    InferenceService/ai/llm-explainer x1 1..Infinity
      main kserve-container cpu 1/-
    `,
  ));

test("a service without a predictor yet runs nothing", () => check("{}", ""));

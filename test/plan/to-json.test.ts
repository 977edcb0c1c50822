import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { planToJson } from "../../server/src/plan/to-json.ts";
import { samplePlan } from "./sample-plan.ts";

const schemas = path.join(import.meta.dirname, "../../schemas/output");

/** Reads the schema of an output anew: ajv keeps what it has been given. */
function schemaOf(name: string): object {
  return { ...JSON.parse(readFileSync(path.join(schemas, name), "utf8")), $id: name };
}

test("the JSON is as its schema says", () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  ajv.addSchema(schemaOf("check.schema.json"));
  const validate = ajv.compile(schemaOf("plan.schema.json"));
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const json: unknown = JSON.parse(JSON.stringify(planToJson(samplePlan(), () => range)));
  validate(json);
  assert.deepEqual(validate.errors ?? [], []);
});

test("a workload's values are those that were packed, with absent ones null", () => {
  const [web, llm] = planToJson(samplePlan()).workloads;
  assert.equal(web?.id, "Deployment/serving/web");
  const [first, second] = web?.containers ?? [];
  assert.deepEqual(first?.resources["cpu"]?.request, { current: 2, recommended: 0.36, text: "360m" });
  assert.equal(first?.resources["cpu"]?.model, "seasonal");
  assert.equal(second?.type, "sidecar");
  assert.deepEqual(second?.resources["cpu"]?.limit, { current: null, recommended: null });
  assert.deepEqual(llm?.replicas, { current: 4, recommended: 4, needed: 7 });
  assert.equal((llm?.placed ?? 0) + (llm?.unplaced ?? 0), llm?.replicas.recommended);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { deployment, resourcePlan, usage } from "./manifest.ts";
import { runIn, runWith, words } from "./terminal.ts";

const files = { "deploy/web.yaml": deployment("web"), "history/web.csv": usage(), "history/api.csv": usage() };

describe("init", () => {
  test("writes a ResourcePlan that check finds nothing wrong with and that plan plans by", async (t) => {
    const { folder, code, stdout, stderr } = await runWith(t, files, "init");
    assert.deepEqual([code, stdout], [0, ""]);
    assert.match(stderr, /^resource-planner: resource-plan\.yaml is written\. .*resource-planner plan\n$/);
    const text = readFileSync(path.join(folder, "resource-plan.yaml"), "utf8");
    assert.match(text, /csv: "history\/\*\.csv"/);
    assert.match(text, /Deployment\/default\/web: 2 × cpu 500m, memory 1Gi/);
    const { stdout: found } = await runIn(folder, words("check"));
    assert.ok(!found.includes("resource-plan.yaml:"), found);
    assert.match((await runIn(folder, words("plan"))).stdout, /^Resource plan {2}1 workload on 1 node/);
  });

  test("does not write over a ResourcePlan, nor over any file", async (t) => {
    const plan = await runWith(t, { ...files, "plans/mine.yaml": resourcePlan("manifests: []\n") }, "init");
    assert.deepEqual([plan.code, plan.stderr.includes("plans/mine.yaml is a ResourcePlan already")], [2, true]);
    const { folder, code, stderr } = await runWith(t, { ...files, "resource-plan.yaml": "kept: 1\n" }, "init");
    assert.deepEqual([code, stderr.includes("resource-plan.yaml exists already")], [2, true]);
    assert.equal(readFileSync(path.join(folder, "resource-plan.yaml"), "utf8"), "kept: 1\n");
  });

  test("--output - prints it, where there is one already too", async (t) => {
    const { code, stdout, stderr } = await runWith(
      t,
      { ...files, "a.yaml": resourcePlan("manifests: []\n") },
      "init --output -",
    );
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^kind: ResourcePlan$/m);
  });

  test("of another folder, into it or beside it, with globs that fit", async (t) => {
    const tree = { "app/web.yaml": deployment("web"), "app/usage/web.csv": usage() };
    const inside = await runWith(t, tree, "init app");
    assert.match(readFileSync(path.join(inside.folder, "app/resource-plan.yaml"), "utf8"), /csv: "usage\/web\.csv"/);
    const beside = await runWith(t, tree, "init app --output plan.yaml");
    assert.match(readFileSync(path.join(beside.folder, "plan.yaml"), "utf8"), /csv: "app\/usage\/web\.csv"/);
  });

  test("in an empty folder writes the defaults", async (t) => {
    const { folder, code } = await runWith(t, {}, "init");
    assert.equal(code, 0);
    assert.match(readFileSync(path.join(folder, "resource-plan.yaml"), "utf8"), /No workload was found yet/);
  });

  test("--format json tells file and text", async (t) => {
    const { folder, stdout, stderr } = await runWith(t, files, "init --format json");
    assert.equal(stderr, "");
    const text = readFileSync(path.join(folder, "resource-plan.yaml"), "utf8");
    assert.deepEqual(JSON.parse(stdout), { schemaVersion: 1, file: "resource-plan.yaml", text });
    const printed = await runIn(folder, words("init --format json --output -"));
    assert.equal(JSON.parse(printed.stdout).file, null);
  });
});

describe("schema", () => {
  test("lists the kinds, as text and as JSON", async (t) => {
    const { stdout } = await runWith(t, {}, "schema");
    assert.match(stdout, /^Deployment \(apps\/v1\)$/m);
    assert.match(stdout, /^ResourcePlan \(resource-planner\.dev\/v1\)$/m);
    const { kinds, schemaVersion } = JSON.parse((await runWith(t, {}, "schema --format json")).stdout);
    assert.equal(schemaVersion, 1);
    assert.equal(kinds.length, stdout.trimEnd().split("\n").length);
  });

  for (const kind of [
    "Deployment",
    "deployment",
    "InferenceService",
    "ResourcePlan",
    "autoscaling/v1/HorizontalPodAutoscaler",
  ]) {
    test(`prints that of ${kind}`, async (t) => {
      const { code, stdout } = await runWith(t, {}, `schema ${kind}`);
      const schema = JSON.parse(stdout);
      assert.equal(code, 0);
      assert.match(schema.$schema, /json-schema\.org/);
      assert.ok(stdout.split("\n").length > 10, "is not indented");
      assert.deepEqual(JSON.parse((await runWith(t, {}, `schema ${kind} --format json`)).stdout), schema);
    });
  }
});

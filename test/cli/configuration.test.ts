import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { deployment } from "./manifest.ts";
import { type FoundJson, inShort, jsonOf, runIn, runWith, words } from "./terminal.ts";

interface CheckJson {
  readonly findings: readonly FoundJson[];
  readonly summary: Readonly<Record<string, number>>;
}

const milli = deployment("web", { memory: "128m" });

function isQuantity({ code }: FoundJson): boolean {
  return /^(quantity|configuration|suppression)\//.test(code);
}

function ofQuantities(ran: Parameters<typeof jsonOf>[1]): readonly string[] {
  return inShort(jsonOf<CheckJson>("check", ran).findings.filter(isQuantity));
}

describe("a configuration", () => {
  const off = "rules: { quantity/*: off }\n";

  test("in a folder that is checked", async (t) => {
    const files = { ".resource-planner.yaml": off, "web.yaml": milli };
    assert.deepEqual(ofQuantities(await runWith(t, files, "check --format json")), []);
  });

  test("above a file that is checked, as far as the working directory", async (t) => {
    const files = { "a/.resource-planner.yaml": off, "a/b/web.yaml": milli, "c/web.yaml": milli };
    assert.deepEqual(ofQuantities(await runWith(t, files, "check a/b/web.yaml c --format json")).length, 2);
    const { folder } = await runWith(t, files, "--version");
    const ran = await runIn(path.join(folder, "a", "b"), words("check --format json"));
    assert.equal(ofQuantities(ran).length, 2);
  });

  test("above the working directory, in the same repository", async (t) => {
    const files = {
      ".resource-planner.yaml": `${off}ignore: [a/b/old/**]\n`,
      "a/b/web.yaml": milli,
      "a/b/old/web.yaml": milli,
    };
    const { folder } = await runWith(t, files, "--version");
    mkdirSync(path.join(folder, ".git"));
    const ran = await runIn(path.join(folder, "a", "b"), words("check --format json"));
    assert.deepEqual(
      inShort(jsonOf<CheckJson>("check", ran).findings).filter((each) => each.startsWith("old")),
      [],
    );
    assert.deepEqual(ofQuantities(ran), []);
  });

  test("that is wrong is told, whatever is checked", async (t) => {
    const files = { ".resource-planner.yaml": "rule: {}\n", "a/web.yaml": deployment("web") };
    const ran = await runWith(t, files, "check a/web.yaml --format json");
    assert.deepEqual(ofQuantities(ran), [".resource-planner.yaml:1 configuration/unknown-setting"]);
    assert.equal(ran.code, 1);
  });

  test("is mended by --fix", async (t) => {
    const files = { ".resource-planner.yaml": "rule: { quantity/*: warn }\n", "web.yaml": deployment("web") };
    const ran = await runWith(t, files, "check --fix --format json");
    assert.deepEqual(ofQuantities(ran), []);
  });

  test("names a baseline, and what is known is counted as suppressed", async (t) => {
    const known = { file: "web.yaml", code: "quantity/milli-memory", object: "Deployment/default/web" };
    const place = "spec.template.spec.containers[web].resources";
    const findings = ["requests", "limits"].map((each) => ({ ...known, path: `${place}.${each}.memory` }));
    const files = {
      ".resource-planner.yaml": "baseline: known.json\n",
      "known.json": JSON.stringify({ schemaVersion: 1, findings }),
      "web.yaml": milli,
    };
    const ran = await runWith(t, files, "check web.yaml --format json");
    assert.deepEqual(ofQuantities(ran), []);
    assert.equal(jsonOf<CheckJson>("check", ran).summary["suppressed"], 2);
  });
});

test("what a comment suppresses is counted", async (t) => {
  const files = { "web.yaml": `# resource-planner-disable-file quantity/*: on purpose\n${milli}` };
  const ran = await runWith(t, files, "check --format json");
  assert.deepEqual(ofQuantities(ran), []);
  assert.equal(jsonOf<CheckJson>("check", ran).summary["suppressed"], 2);
  assert.match((await runWith(t, files, "check")).stdout, /2 suppressed\.\n$/);
});

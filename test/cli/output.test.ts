import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import type { Log, Result } from "sarif";
import { ruleHelp } from "../../server/src/cli/rule-help.ts";
import { sarifProblems } from "../support/sarif-schema.ts";
import { deployment } from "./manifest.ts";
import { runIn, runWith, words } from "./terminal.ts";

const milli = deployment("web", { memory: "128m" });
const files = {
  ".resource-planner.yaml":
    "rules: { resources/*: off, replicas/*: off, topology/*: off, disruption/*: off, probes/*: off }\n",
  "deploy/web, 100%.yaml": milli,
  "fine.yaml": deployment("fine"),
  "bad.yaml": "a: 'b\n",
  "held.yaml": `# resource-planner-disable-file quantity/milli-memory: measured\n${deployment("api", { memory: "64m" })}`,
};

async function sarifOf(
  t: Parameters<typeof runWith>[0],
  texts: Readonly<Record<string, string>>,
): Promise<readonly Result[]> {
  const { stdout } = await runWith(t, texts, "check --format sarif");
  const log: Log = JSON.parse(stdout);
  assert.deepEqual(sarifProblems(log), []);
  return (log.runs[0]?.results ?? []).filter(({ ruleId = "" }) => /^(quantity|yaml)\//.test(ruleId));
}

describe("SARIF", () => {
  test("has each value's own region, its rule, its fix, and what is suppressed", async (t) => {
    const { stdout } = await runWith(t, files, "check --format sarif");
    const log: Log = JSON.parse(stdout);
    assert.deepEqual(sarifProblems(log), []);
    const [run] = log.runs;
    const results = run?.results ?? [];
    const [first] = results.filter(({ ruleId }) => ruleId === "quantity/milli-memory");
    assert.deepEqual(first?.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: "deploy/web%2C%20100%25.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 17, startColumn: 23, endLine: 17, endColumn: 27 },
    });
    const rule = run?.tool.driver.rules?.[first.ruleIndex ?? -1];
    assert.equal(rule?.id, "quantity/milli-memory");
    assert.match(rule.help?.markdown ?? "", /^# quantity\/milli-memory\n/);
    assert.equal(first.level, "warning");
    const [change] = first.fixes?.[0]?.artifactChanges ?? [];
    assert.deepEqual(change?.replacements[0]?.deletedRegion, first.locations?.[0]?.physicalLocation?.region);
    const held = results.filter(({ suppressions }) => suppressions !== undefined);
    assert.deepEqual(
      held.map(({ suppressions, locations }) => [
        suppressions,
        locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      ]),
      Array.from({ length: 2 }, () => [[{ kind: "inSource", justification: "measured" }], "held.yaml"]),
    );
  });

  test("is valid where nothing is found", async (t) => {
    assert.deepEqual(await sarifOf(t, { "a.yaml": "a: b\n" }), []);
  });

  test("has fingerprints that stay while lines move, and tell equal findings apart", async (t) => {
    const of = (results: readonly Result[]): readonly unknown[] => results.map((each) => each.partialFingerprints);
    const before = of(await sarifOf(t, { "web.yaml": milli }));
    assert.equal(new Set(before.map((each) => JSON.stringify(each))).size, 2);
    assert.deepEqual(of(await sarifOf(t, { "web.yaml": `# more\n\n---\n${milli.replace("128m", "64m")}` })), before);
    assert.notDeepEqual(of(await sarifOf(t, { "web.yaml": milli.replaceAll("web", "api") })), before);
    const twice = of(await sarifOf(t, { "web.yaml": `${milli}---\n${milli}` }));
    assert.equal(new Set(twice.map((each) => JSON.stringify(each))).size, 4);
  });

  test("says where a rule is explained, where the package names its repository", () => {
    const repository = { url: "git+https://example.org/planner.git" };
    assert.deepEqual(ruleHelp("quantity/invalid", { name: "a", repository }), {
      summary: ruleHelp("quantity/invalid").summary,
      page: "https://example.org/planner/blob/main/docs/rules/quantity/invalid.md",
      markdown: ruleHelp("quantity/invalid").markdown,
    });
    assert.equal(ruleHelp("yaml/duplicate-key", { name: "a", repository }).page, undefined);
    assert.equal(ruleHelp("yaml/duplicate-key").summary, "Duplicate key (yaml)");
  });
});

describe("JUnit", () => {
  test("has a suite for each file, and a failure for each finding", async (t) => {
    const texts = { "web.yaml": "a: '<&>\n", "fine.yaml": "a: b\n" };
    const { stdout, code } = await runWith(t, texts, "check --format junit");
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="resource-planner" tests="2" failures="1">/,
    );
    assert.match(
      stdout,
      /<testsuite name="fine.yaml" tests="1" failures="0">\s*<testcase name="nothing found" classname="fine.yaml"\/>/,
    );
    assert.match(
      stdout,
      /<testcase name="yaml\/syntax at line 1" classname="web.yaml">\s*<failure type="error" message="[^<>"]+">/,
    );
  });

  test("writes no character that XML does not know, and none that it means something by", async (t) => {
    const texts = {
      "a&<b>.yaml": 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { "<\\u0001>\'": 1, containers: [] }\n',
    };
    const { stdout } = await runWith(t, texts, "check --format junit");
    assert.ok(!stdout.includes("\u0001"));
    assert.match(stdout, /&lt;\uFFFD&gt;/);
    assert.match(stdout, /name="a&amp;&lt;b&gt;.yaml"/);
  });
});

test("GitHub's commands are escaped", async (t) => {
  const { stdout, code } = await runWith(t, files, "check --format github --fail-on warning");
  assert.equal(code, 1);
  const lines = stdout.trimEnd().split("\n");
  assert.ok(lines.every((line) => /^::(error|warning|notice) file=[^:]*::/.test(line)));
  const [first = ""] = lines.filter((line) => line.includes("milli-memory"));
  assert.ok(
    first.startsWith(
      "::warning file=deploy/web%2C 100%25.yaml,line=17,endLine=17,col=23,endColumn=26,title=quantity/milli-memory::",
    ),
    first,
  );
});

describe("a baseline", () => {
  test("is written, keeps what is known back, and tells what is gone", async (t) => {
    const { folder, code, stderr, stdout } = await runWith(
      t,
      { "web.yaml": milli },
      "check --write-baseline known.json",
    );
    assert.deepEqual([code, stdout], [0, ""]);
    assert.match(stderr, /^resource-planner: \d+ findings written to known\.json\.$/m);
    const { findings } = JSON.parse(readFileSync(path.join(folder, "known.json"), "utf8"));
    const of = { file: "web.yaml", object: "Deployment/default/web", code: "quantity/milli-memory" };
    const place = "spec.template.spec.containers[web].resources";
    assert.deepEqual(
      findings.filter((each: { code: string }) => each.code === of.code),
      ["limits", "requests"].map((each) => ({
        file: of.file,
        code: of.code,
        object: of.object,
        path: `${place}.${each}.memory`,
      })),
    );
    const again = await runIn(folder, words("check --baseline known.json --fail-on hint"));
    assert.deepEqual([again.code, again.stderr], [0, ""]);
    assert.match(again.stdout, /nothing found, \d+ suppressed/);
    const { writeFileSync } = await import("node:fs");
    writeFileSync(path.join(folder, "web.yaml"), milli.replace("memory: 128m", "memory: 128Mi"));
    const mended = await runIn(folder, words("check --baseline known.json"));
    assert.match(
      mended.stderr,
      /1 entry of known\.json not found any more: quantity\/milli-memory in web\.yaml Deployment/,
    );
  });

  test("that is none is refused", async (t) => {
    for (const [line, message] of [
      [
        "check --baseline gone.json",
        /gone\.json cannot be read: there is no such file\. Write it with --write-baseline/,
      ],
      ["check --baseline web.yaml", /web\.yaml holds no baseline/],
    ] as const) {
      const { code, stderr } = await runWith(t, { "web.yaml": milli }, line);
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
  });
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deployment, pools, resourcePlan, usage } from "./manifest.ts";
import { type FoundJson, inShort, jsonOf, runWith } from "./terminal.ts";

interface CheckJson {
  readonly findings: readonly FoundJson[];
}

const web = deployment("web");

/** A text that would grow beyond all bounds if its aliases were written out. */
const bomb = [
  "a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdefghijkl".split("").map((name, index) => {
    const before = "abcdefghijkl"[index];
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
  }),
].join("\n");

const conflict = web.replace("  replicas: 2\n", "<<<<<<< HEAD\n  replicas: 2\n=======\n  replicas: 3\n>>>>>>> other\n");

describe("manifests: each has its finding, exit 1, and check, plan and --fix lose nothing", () => {
  const manifests: Readonly<Record<string, readonly [text: string | Uint8Array, findings: readonly string[]]>> = {
    "a binary file": [Uint8Array.from({ length: 4000 }, (_, index) => (index * 7) % 256), ["bad.yaml:1 yaml/binary"]],
    "an alias bomb": [bomb, ["bad.yaml:1 yaml/alias-limit"]],
    "git conflict markers": [conflict, ["bad.yaml:6 yaml/conflict-markers"]],
    "tabs for indentation": ["kind: Pod\nmetadata:\n\tname: a\n", ["bad.yaml:3 yaml/tabs"]],
    "bytes that are not UTF-8": [Buffer.from("a: Gr\u00fc\u00dfe\n", "latin1"), ["bad.yaml:1 yaml/encoding"]],
    "UTF-16": [Buffer.from(`\uFEFF${web}`, "utf16le"), ["bad.yaml:1 yaml/binary"]],
    "nesting without end": [`a: ${"[".repeat(20_000)}`, ["bad.yaml:1 yaml/too-deep"]],
    "half-typed YAML": [
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  replicas: 1\n  sel",
      ["bad.yaml:7 yaml/syntax"],
    ],
    "a string without an end": ['kind: "Pod\n', ["bad.yaml:1 yaml/syntax"]],
  };
  for (const [name, [content, expected]] of Object.entries(manifests)) {
    test(name, async (t) => {
      const tree = { "bad.yaml": content, "web.yaml": web };
      const ran = await runWith(t, tree, "check bad.yaml --format json --fail-on warning");
      const { findings } = jsonOf<CheckJson>("check", ran);
      assert.deepEqual(
        inShort(findings).filter((found) => found.includes(" yaml/")),
        expected,
      );
      assert.deepEqual([ran.code, ran.stderr], [1, ""]);
      const { code, stdout } = await runWith(t, tree, "plan");
      assert.equal(code, 0);
      assert.match(stdout, /^Deployment\/web /m);
    });
  }

  test("what a plan cannot read of its manifests is told, not passed over", async (t) => {
    const { stderr } = await runWith(t, { "bad.yaml": conflict, "worse.yaml": "a: [\n" }, "plan");
    assert.match(
      stderr,
      /^resource-planner: bad\.yaml:6:1: This is an unresolved git conflict\. .*\n.*worse\.yaml:\d+:\d+: /,
    );
  });

  test("an empty file and an empty document are nothing", async (t) => {
    const { code, stdout } = await runWith(t, { "a.yaml": "", "b.yaml": "---\n---\n# nothing\n" }, "check");
    assert.deepEqual([code, stdout.endsWith("nothing found.\n")], [0, true]);
  });

  test("a large file is read whole", async (t) => {
    const many = Array.from({ length: 1500 }, (_, index) => deployment(`web-${index}`)).join("---\n");
    const { stdout } = await runWith(t, { "many.yaml": many }, "check --fail-on hint");
    assert.equal(stdout, "1 file, 1500 documents: nothing found.\n");
  });
});

describe("quantities: each wrong one is found once, at its place", () => {
  const cases: readonly (readonly [cpu: string, memory: string, findings: readonly string[]])[] = [
    ["1 Gi", "1Gi", ["quantity/invalid"]],
    ["NaN", "1Gi", ["quantity/invalid"]],
    ["0x10", "1Gi", ["quantity/invalid"]],
    ["-1", "1Gi", ["quantity/negative"]],
    ["[1]", "1Gi", ["schema/type"]],
    ["1e400", "1Gi", ["schema/type"]],
    ["500m", "1GB", ["quantity/invalid", "quantity/invalid"]],
    ["500m", "128m", ["quantity/milli-memory", "quantity/milli-memory"]],
    ["500m", "-1Gi", ["quantity/negative", "quantity/negative"]],
  ];
  for (const [cpu, memory, expected] of cases) {
    test(`cpu: ${cpu}, memory: ${memory}`, async (t) => {
      const tree = { "a.yaml": deployment("a", { cpu, memory }), "plan.yaml": resourcePlan(pools) };
      const { findings } = jsonOf<CheckJson>("check", await runWith(t, tree, "check --format json"));
      assert.deepEqual(
        findings.map(({ code }) => code).filter((code) => !code.startsWith("plan/")),
        expected,
      );
      const planned = await runWith(t, tree, "plan --format json");
      jsonOf("plan", planned);
      assert.ok(planned.code < 2, planned.stderr);
    });
  }
});

describe("a ResourcePlan", () => {
  const findingsWith = async (
    t: Parameters<typeof runWith>[0],
    spec: string,
    manifest = web,
  ): Promise<readonly string[]> => {
    const tree = { "plan.yaml": resourcePlan(spec), "web.yaml": manifest, "web.csv": usage(), "notes.txt": "to do" };
    const { findings } = jsonOf<CheckJson>("check", await runWith(t, tree, "check --format json"));
    return findings
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map(({ file, code, message }) => `${file} ${code}: ${message}`);
  };

  test("whose pool has no nodes", async (t) => {
    const [pool = "", pod = "", ...others] = await findingsWith(
      t,
      "pools: [{ name: a, allocatable: { cpu: 4, memory: 8Gi }, nodes: { min: 0, max: 0 } }]\n",
    );
    assert.match(pool, /^plan\.yaml plan\/invalid-pool: Pool a may have no nodes at all/);
    assert.match(pod, /^web\.yaml plan\/unplaceable: No node can run this: pool a may have no nodes/);
    assert.deepEqual(others, []);
  });

  test("without any pool that a selector admits", async (t) => {
    const found = await findingsWith(t, pools, deployment("web", { spec: "nodeSelector: { disk: ssd }" }));
    assert.equal(found.length, 1);
    assert.match(found[0] ?? "", /^web\.yaml plan\/unplaceable: No node can run this: no pool carries disk=ssd/);
  });

  test("with wrong settings: each is found once, and its default is used", async (t) => {
    const found = await findingsWith(
      t,
      `forecast: { horizon: 1000000d, model: magic }
sizing: { cpu: { quantile: 2, margin: -5% }, adjustment: 0, minimumChange: x }
allocation: { timeLimit: -1s, objective: joy }
`,
    );
    assert.equal(found.length, 8);
    for (const name of [
      "horizon",
      "model",
      "quantile",
      "margin",
      "adjustment",
      "minimumChange",
      "timeLimit",
      "objective",
    ])
      assert.equal(found.filter((each) => each.includes(`${name} must be`)).length, 1, name);
  });

  test("whose history matches no file", async (t) => {
    assert.deepEqual(await findingsWith(t, 'history: [{ csv: "no/*.csv" }]\n'), [
      "plan.yaml plan/unread-history: No usage history is read from no/*.csv: no file matches it.",
    ]);
  });

  test("whose history is none", async (t) => {
    const found = await findingsWith(t, "history: [{ csv: notes.txt }]\n");
    assert.equal(found.length, 1);
    assert.match(found[0] ?? "", /^notes\.txt plan\/unreadable-history: No usage history can be read: /);
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { loadHistory } from "../../server/src/node/history-files.ts";
import { newPlanCaches, planWorkspace } from "../../server/src/node/plan-workspace.ts";
import { allFindings, createSnapshot, withPlan } from "../../server/src/workspace/snapshot.ts";
import { deployment, pools, resourcePlan, usage } from "./manifest.ts";
import { type FoundJson, inShort, jsonOf, runIn, runWith, words } from "./terminal.ts";

interface CheckJson {
  readonly findings: readonly FoundJson[];
  readonly summary: { readonly files: number; readonly documents: number; readonly errors: number };
}

const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 1
  maxReplicas: 9
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } }
`;

describe("what is found", () => {
  const files = {
    "deploy/web.yaml": deployment("web"),
    "deploy/mail.yaml": deployment("mail", { memory: "128MB" }),
    "history/web.csv": usage(),
    "plan.yaml": resourcePlan(`manifests: ["deploy/*.yaml"]\nhistory: [{ csv: "history/*.csv" }]\n${pools}`),
  };

  test("is not in what git ignores, unless it is asked for", async (t) => {
    const ignored = { ...files, ".git/HEAD": "", ".gitignore": "mail.yaml\n" };
    const filesIn = async (command: string): Promise<readonly string[]> => {
      const { findings } = jsonOf<CheckJson>("check", await runWith(t, ignored, command));
      return [...new Set(findings.map(({ file }) => file))].filter((file) => file.includes("mail"));
    };
    assert.deepEqual(await filesIn("check --format json deploy"), []);
    assert.deepEqual(await filesIn("check --format json"), []);
    assert.deepEqual(await filesIn("check --format json deploy/mail.yaml"), ["deploy/mail.yaml"]);
    assert.deepEqual(await filesIn("check --no-ignore --format json deploy"), ["deploy/mail.yaml"]);
  });

  test("is what the server's own functions find", async (t) => {
    const ran = await runWith(t, files, "check --format json");
    const texts = new Map(
      ["deploy/mail.yaml", "deploy/web.yaml", "plan.yaml"].map((file) => [
        file,
        readFileSync(path.join(ran.folder, file), "utf8"),
      ]),
    );
    const plan = await planWorkspace(
      {
        texts,
        options: { seed: 1 },
        history: ({ inventory: { workloads, resourcePlan } }) =>
          loadHistory(resourcePlan.history, ran.folder, { workloads, origin: "plan.yaml" }),
      },
      newPlanCaches(),
      { stop: () => false, progress: () => {} },
    );
    assert.ok("workloads" in plan);
    const expected = allFindings(withPlan(createSnapshot(texts), plan)).map(({ file, code, message }) => ({
      file,
      code,
      message,
    }));
    const { findings, summary } = jsonOf<CheckJson>("check", ran);
    assert.deepEqual(
      findings.map(({ file, code, message }) => ({ file, code, message })),
      expected,
    );
    assert.ok(expected.some(({ code }) => code === "plan/over-requested"));
    assert.deepEqual(summary, { files: 3, documents: 3, errors: 2, warnings: 0, suppressed: 0 });
    assert.equal(ran.code, 1);
  });

  test("is printed a line each, with place, code and fix", async (t) => {
    const { stdout, code } = await runWith(t, files, "check deploy/mail.yaml");
    assert.equal(
      stdout,
      [
        "deploy/mail.yaml:4:9 hint Nothing is recommended for Deployment mail. There is no usage history of cpu for container mail. [plan/too-little-history]",
        'deploy/mail.yaml:17:23 error "128MB" is not a Kubernetes quantity; write 128M. [quantity/invalid] → Change 128MB to 128M',
        'deploy/mail.yaml:19:23 error "128MB" is not a Kubernetes quantity; write 128M. [quantity/invalid] → Change 128MB to 128M',
        "",
        "1 file, 1 document: 2 errors, 0 warnings, 1 suggestion.",
        "",
      ].join("\n"),
    );
    assert.equal(code, 1);
  });

  test("decides the exit code, from the severity that --fail-on names", async (t) => {
    const warning = { "a.yaml": deployment("a", { memory: "128m" }) };
    for (const [line, code] of [
      ["check", 0],
      ["check --fail-on warning", 1],
      ["check --fail-on error", 0],
    ] as const)
      assert.equal((await runWith(t, warning, line)).code, code, line);
    const suggestion = { "web.yaml": deployment("web"), "web.csv": usage() };
    assert.equal((await runWith(t, suggestion, "check --fail-on warning")).code, 0);
    assert.equal((await runWith(t, suggestion, "check --fail-on information")).code, 1);
    const nothing = await runWith(t, { "a.yaml": deployment("a") }, "check --fail-on hint");
    assert.deepEqual([nothing.code, nothing.stdout], [0, "1 file, 1 document: nothing found.\n"]);
  });
});

describe("PATHs", () => {
  const files = {
    "a/web.yaml": deployment("web", { memory: "128m" }),
    "a/sub/mail.yml": deployment("mail", { memory: "128m" }),
    "b/api.yaml": deployment("api", { memory: "128m" }),
    "b/node_modules/x.yaml": deployment("x", { memory: "128m" }),
    "b/list.json": `{"apiVersion":"v1","kind":"List","items":[${JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: 1 } })}]}`,
  };
  const cases: readonly (readonly [line: string, files: readonly string[]])[] = [
    ["check", ["a/sub/mail.yml", "a/web.yaml", "b/api.yaml"]],
    ["check .", ["a/sub/mail.yml", "a/web.yaml", "b/api.yaml"]],
    ["check a", ["a/sub/mail.yml", "a/web.yaml"]],
    ["check a/web.yaml", ["a/web.yaml"]],
    ["check ./a/web.yaml a/../a/web.yaml a/web.yaml", ["a/web.yaml"]],
    ["check '*/*.yaml'", ["a/web.yaml", "b/api.yaml"]],
    ["check 'a/**/*.{yaml,yml}'", ["a/sub/mail.yml", "a/web.yaml"]],
    ["check b/list.json", ["b/list.json"]],
  ];
  for (const [line, expected] of cases) {
    test(line, async (t) => {
      const { findings } = jsonOf<CheckJson>("check", await runWith(t, files, `${line} --format json`));
      assert.deepEqual([...new Set(findings.map(({ file }) => file))].toSorted(), expected);
    });
  }

  test("outside of the working directory", async (t) => {
    const { folder } = await runWith(t, files, "--version");
    const ran = await runIn(path.join(folder, "b"), words("check ../a '../a/sub/*.yml' --format json"));
    const { findings, summary } = jsonOf<CheckJson>("check", ran);
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ["../a/sub/mail.yml", "../a/web.yaml"]);
    assert.equal(summary.files, 2);
  });

  test("absolute", async (t) => {
    const { folder } = await runWith(t, files, "--version");
    const ran = await runIn(folder, ["check", path.join(folder, "a", "web.yaml"), "--format", "json"]);
    const { findings } = jsonOf<CheckJson>("check", ran);
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ["a/web.yaml"]);
  });

  test("- is standard input, whose pieces need not end where characters do", async (t) => {
    const bytes = Buffer.from(deployment("grün", { memory: "128m" }));
    const middle = bytes.indexOf("ü") + 1;
    const stdin = [bytes.subarray(0, middle), bytes.subarray(middle)];
    const { findings } = jsonOf<CheckJson>("check", await runWith(t, {}, "check - --format json", { stdin }));
    assert.ok(!findings.some(({ code }) => code === "yaml/encoding"));
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ["<stdin>"]);
  });

  test("- is JSON where it begins like it", async (t) => {
    const stdin = ['\n {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": 3}'];
    const { findings } = jsonOf<CheckJson>("check", await runWith(t, {}, "check - --format json", { stdin }));
    assert.deepEqual(inShort(findings), ["<stdin>.json:2 schema/type"]);
  });

  test("a file is seen with the files beside it, of which nothing is said", async (t) => {
    const around = { "web.yaml": deployment("web"), "hpa.yaml": autoscaler, "more/api.yaml": deployment("api") };
    assert.equal((await runWith(t, around, "check hpa.yaml")).stdout, "1 file, 1 document: nothing found.\n");
    const { "web.yaml": _, ...without } = around;
    assert.equal((await runWith(t, { ...without, "api.yaml": deployment("api") }, "check hpa.yaml")).code, 0);
    assert.match(
      (await runWith(t, { ...without, "api.yaml": deployment("api") }, "check hpa.yaml")).stdout,
      /dangling-target/,
    );
  });

  test("a file is seen with everything that its ResourcePlan plans", async (t) => {
    const around = {
      "apps/hpa/hpa.yaml": autoscaler,
      "apps/web/web.yaml": deployment("web"),
      "apps/plan.yaml": resourcePlan(`manifests: ["web/*.yaml", "hpa/*.yaml"]\n${pools}`),
    };
    const { stdout } = await runWith(t, around, "check apps/hpa/hpa.yaml");
    assert.equal(stdout, "1 file, 1 document: nothing found.\n");
  });

  test("a file that is reached by a link too counts once", async (t) => {
    const { folder } = await runWith(t, files, "--version");
    const { symlinkSync } = await import("node:fs");
    symlinkSync("web.yaml", path.join(folder, "a", "link.yaml"));
    const { summary } = jsonOf<CheckJson>("check", await runIn(folder, words("check a --format json")));
    assert.equal(summary.files, 2);
  });
});

describe("a plan that cannot be made", () => {
  const plan = resourcePlan("allocation: { method: dynamicProgramming }\n");

  test("does not keep back what is wrong with the manifests; the exit code is 2", async (t) => {
    const files = { "plan.yaml": plan, "web.yaml": deployment("web", { memory: "128m" }) };
    const { code, stdout, stderr } = await runWith(t, files, "check");
    assert.match(stdout, /quantity\/milli-memory/);
    assert.match(stderr, /there is no plan.* dynamicProgramming is not built yet/);
    assert.equal(code, 2);
  });
});

describe("several ResourcePlans", () => {
  const files = {
    "a.yaml": resourcePlan(`manifests: ["web.yaml"]\n${pools.replaceAll("general", "of-a")}`),
    "b.yaml": resourcePlan(`manifests: ["web.yaml"]\n${pools.replaceAll("general", "of-b")}`),
    "web.yaml": deployment("web"),
  };

  test("the first governs, and the other is told", async (t) => {
    const { findings } = jsonOf<CheckJson>("check", await runWith(t, files, "check --format json"));
    assert.deepEqual(inShort(findings), ["b.yaml:3 plan/second-resource-plan"]);
  });

  test("the one that --plan names governs, and no other is told of it", async (t) => {
    const { findings } = jsonOf<CheckJson>("check", await runWith(t, files, "check --plan b.yaml --format json"));
    assert.deepEqual(inShort(findings), []);
    assert.match((await runWith(t, files, "plan --plan b.yaml")).stdout, /of-b/);
  });

  test("--plan does not choose among several", async (t) => {
    const { code, stderr } = await runWith(t, files, "check --plan .");
    assert.deepEqual([code, stderr.includes("several ResourcePlans (a.yaml, b.yaml)")], [2, true]);
  });
});

describe("--fix", () => {
  const files = {
    "web.yaml": deployment("web").replace("replicas: 2", "replcas: 2"),
    "web.csv": usage(),
    "mail.yaml": deployment("mail", { memory: "128MB" }),
  };

  test("writes corrections and recommended values, and then finds none of them", async (t) => {
    const { folder, code, stdout, stderr } = await runWith(t, files, "check --fix");
    assert.match(stderr, /2 files written\./);
    assert.match(
      readFileSync(path.join(folder, "web.yaml"), "utf8"),
      /replicas: 2\n(?:.*\n)*.*cpu: 1\d\dm\n {14}memory: 2\d\dMi/,
    );
    assert.match(readFileSync(path.join(folder, "mail.yaml"), "utf8"), /memory: 128M\n/);
    assert.ok(!stdout.includes("→"));
    assert.equal(code, 0);
    const again = await runIn(folder, words("check --fix"));
    assert.equal(again.stderr, "");
    assert.equal(again.stdout, stdout);
  });

  test("touches no file but those that are named", async (t) => {
    const { folder } = await runWith(t, files, "check --fix mail.yaml");
    assert.equal(readFileSync(path.join(folder, "web.yaml"), "utf8"), files["web.yaml"]);
    assert.match(readFileSync(path.join(folder, "mail.yaml"), "utf8"), /memory: 128M\n/);
  });

  test("takes one step where the adjustment is below 1, not the next ones with it", async (t) => {
    const half = { ...files, "plan.yaml": resourcePlan("sizing: { adjustment: 0.5 }\nhistory: [{ csv: web.csv }]\n") };
    const { folder } = await runWith(t, half, "check --fix");
    const [, step = ""] = /cpu: (\d+)m/.exec(readFileSync(path.join(folder, "web.yaml"), "utf8")) ?? [];
    const { stdout } = await runIn(folder, words("recommend --history web.csv --format json"));
    const [{ request }] = JSON.parse(stdout).recommendations;
    // 500m on two replicas; the target is of one.
    const target = (request * 1000) / 2;
    assert.ok(Math.abs(Number(step) - (500 + target) / 2) <= 25, `${step}m is no half step from 500m to ${target}m`);
  });

  test("writes values to start from only where --unsafe-fixes asks for them", async (t) => {
    const bare = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n";
    const { folder } = await runWith(t, { "bare.yaml": bare }, "check --fix");
    const written = () => readFileSync(path.join(folder, "bare.yaml"), "utf8");
    assert.equal(written(), bare);
    const { stdout } = await runIn(folder, words("check --format json"));
    const { findings }: { findings: readonly { fix?: { isSuggestion?: boolean } }[] } = JSON.parse(stdout);
    assert.ok(findings.length > 0 && findings.every(({ fix }) => fix?.isSuggestion === true));
    await runIn(folder, words("check --fix --unsafe-fixes"));
    assert.equal(
      written(),
      `${bare}      resources:\n        requests:\n          cpu: 100m\n        limits:\n          memory: 128Mi\n`,
    );
  });

  test("does not write to standard input", async (t) => {
    const { code, stderr, stdout } = await runWith(t, {}, "check --fix -", { stdin: [files["mail.yaml"]] });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /standard input has no file/);
  });
});

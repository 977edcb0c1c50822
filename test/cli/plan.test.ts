import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { deployment, pools, resourcePlan, usage } from "./manifest.ts";
import { type FoundJson, jsonOf, runIn, runWith, words } from "./terminal.ts";

interface PlanJson {
  readonly workloads: readonly {
    readonly id: string;
    readonly file: string;
    readonly containers: readonly { readonly resources: Readonly<Record<string, Resource>> }[];
  }[];
  readonly pools: readonly { readonly name: string; readonly nodes: number }[];
  readonly solution: { readonly method: string; readonly seed: number };
  readonly findings: readonly FoundJson[];
}

interface Resource {
  readonly request: { readonly current: number | null; readonly recommended: number | null };
}

const files = {
  "deploy/web.yaml": deployment("web"),
  "deploy/mail.yaml": deployment("mail", { cpu: "100m", memory: "64Mi" }),
  "history/web.csv": usage(),
  "history/mail.csv": usage({ cpu: 1 }),
  "plan.yaml": resourcePlan(`manifests: ["deploy/*.yaml"]\nhistory: [{ csv: "history/*.csv" }]\n${pools}`),
};

describe("formats", () => {
  test("text: workloads, pools, solution, findings", async (t) => {
    const { code, stdout, stderr } = await runWith(t, files, "plan");
    for (const part of [
      /^Resource plan {2}2 workloads/,
      /^Deployment\/web .* 500m → 1\d\dm/m,
      /^general /m,
      /^Gap/m,
      /^Findings/m,
    ])
      assert.match(stdout, part);
    assert.deepEqual([code, stderr], [0, ""]);
  });

  test("json holds its schema, and is the same each time but for the seconds", async (t) => {
    const ran = await runWith(t, files, "plan --format json --seed 7");
    const plan = jsonOf<PlanJson>("plan", ran);
    assert.deepEqual(
      plan.workloads.map(({ id, file }) => [id, file]),
      [
        ["Deployment/default/mail", "deploy/mail.yaml"],
        ["Deployment/default/web", "deploy/web.yaml"],
      ],
    );
    assert.equal(plan.solution.seed, 7);
    const again = await runIn(ran.folder, words("plan --format json --seed 7"));
    const timeless = (text: string): string => text.replace(/"seconds": [\d.e-]+/g, "");
    assert.equal(timeless(again.stdout), timeless(ran.stdout));
  });

  test("markdown and html", async (t) => {
    assert.match(
      (await runWith(t, files, "plan --format markdown")).stdout,
      /^# Resource plan\n(?:.*\n)*\| Workload \|/,
    );
    const { stdout } = await runWith(t, files, "plan --format html");
    assert.match(stdout, /^<!DOCTYPE html>/);
    assert.ok(!/<(?:script|link|img)[^>]+(?:src|href)="https?:/.test(stdout), "something is loaded from elsewhere");
  });

  for (const [format, begin] of [
    ["text", "Resource plan"],
    ["json", "{"],
    ["markdown", "# Resource plan"],
    ["html", "<!DOCTYPE html>"],
  ] as const) {
    test(`--output takes ${format}, and standard output stays empty`, async (t) => {
      const { folder, code, stdout } = await runWith(t, files, `plan --format ${format} --output report`);
      assert.deepEqual([code, stdout], [0, ""]);
      assert.ok(readFileSync(path.join(folder, "report"), "utf8").startsWith(begin));
    });
  }
});

describe("what is planned", () => {
  const planned = async (...args: Parameters<typeof runWith>): Promise<readonly string[]> =>
    jsonOf<PlanJson>("plan", await runWith(...args)).workloads.map(({ id }) => id.replace("Deployment/default/", ""));

  test("is what the ResourcePlan names; PATHs narrow it", async (t) => {
    const more = { ...files, "other/x.yaml": deployment("x") };
    for (const [line, ids] of [
      ["plan", ["mail", "web"]],
      ["plan .", ["mail", "web"]],
      ["plan plan.yaml", ["mail", "web"]],
      ["plan --plan plan.yaml other deploy/web.yaml", ["web"]],
      ["plan deploy", ["mail", "web"]],
      ["plan deploy/web.yaml", ["web"]],
      ["plan deploy/web.yaml plan.yaml", ["web"]],
      ["plan '**/m*.yaml'", ["mail"]],
    ] as const)
      assert.deepEqual(await planned(t, more, `${line} --format json`), ids, line);
  });

  test("a PATH that the ResourcePlan does not name is refused, with the remedy", async (t) => {
    const { code, stderr } = await runWith(t, { ...files, "other/x.yaml": deployment("x") }, "plan other");
    assert.deepEqual(
      [code, stderr],
      [
        2,
        "resource-planner: plan.yaml does not plan other/x.yaml. Add it to spec.manifests, or name another ResourcePlan with --plan.\n",
      ],
    );
  });

  test("without a ResourcePlan it is everything, with the CSV files beside it, and what a ResourcePlan would give is said", async (t) => {
    const { stdout, code } = await runWith(t, { "web.yaml": deployment("web"), "web.csv": usage() }, "plan");
    assert.match(stdout, /500m → 1\d\dm/);
    assert.match(stdout, /Defaults are in use.*resource-planner init/);
    assert.equal(code, 0);
  });

  test("history is that of the folder itself where it has some, else of the folders above it", async (t) => {
    const demand = async (tree: Readonly<Record<string, string>>, line: string): Promise<number> => {
      const { workloads } = jsonOf<PlanJson>("plan", await runWith(t, tree, line));
      return workloads[0]?.containers[0]?.resources["cpu"]?.request.recommended ?? Number.NaN;
    };
    const above = { "app/deploy/web.yaml": deployment("web"), "app/history/web.csv": usage({ cpu: 0.2 }) };
    const elsewhere = { "else/web.csv": usage({ cpu: 3 }) };
    assert.ok((await demand({ ...above, ...elsewhere }, "plan app --format json")) < 0.2);
    assert.ok((await demand(above, "plan app/deploy --format json")) < 0.2);
    assert.ok(
      (await demand(
        { ...above, ...elsewhere, "app/deploy/web.csv": usage({ cpu: 1 }) },
        "plan app/deploy --format json",
      )) > 0.5,
    );
  });

  test("globs of a ResourcePlan may lead upward", async (t) => {
    const tree = {
      "deploy/web.yaml": deployment("web"),
      "plans/plan.yaml": resourcePlan('manifests: ["../deploy/*.yaml"]\nhistory: [{ csv: "../history/*.csv" }]\n'),
      "history/web.csv": usage(),
    };
    assert.deepEqual(await planned(t, tree, "plan plans --format json"), ["web"]);
    const { folder } = await runWith(t, tree, "--version");
    const inPlans = await runIn(path.join(folder, "plans"), words("plan --format json"));
    const { workloads } = jsonOf<PlanJson>("plan", inPlans);
    assert.deepEqual(
      workloads.map(({ file }) => file),
      ["../deploy/web.yaml"],
    );
  });

  test("standard input, with the ResourcePlan of this folder", async (t) => {
    const stdin = [files["deploy/web.yaml"]];
    const { stdout, code } = await runWith(t, files, "plan -", { stdin });
    assert.match(stdout, /^Resource plan {2}1 workload on 1 node/);
    assert.equal(code, 0);
  });

  test("standard input may hold the ResourcePlan itself", async (t) => {
    const stdin = [files["deploy/web.yaml"], "---\n", resourcePlan(`history: [{ csv: "history/*.csv" }]\n${pools}`)];
    const { stdout } = await runWith(t, files, "plan -", { stdin });
    assert.match(stdout, /^Resource plan {2}1 workload on 1 node/);
  });

  test("Node objects among the manifests are the pools", async (t) => {
    const node = `apiVersion: v1
kind: Node
metadata: { name: n1 }
status: { allocatable: { cpu: "4", memory: 16Gi, pods: "110" } }
`;
    const { stdout } = await runWith(t, { "web.yaml": deployment("web"), "nodes.yaml": node }, "plan");
    assert.match(stdout, /on 1 node/);
  });

  test("nothing: that is said, and is no mistake", async (t) => {
    const { code, stderr } = await runWith(
      t,
      { "a.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: a }\n" },
      "plan",
    );
    assert.deepEqual(
      [code, stderr],
      [0, "resource-planner: there is no workload in what was read, and so nothing to plan.\n"],
    );
  });

  test("settings of the ResourcePlan that have no effect are told, and what is wrong with manifests is not", async (t) => {
    const plan = `${files["plan.yaml"]}  sizng: { adjustment: 0.5 }\n  forecast: { horizon: soon }\n`;
    const tree = { ...files, "plan.yaml": plan, "deploy/api.yaml": deployment("api", { memory: "1GB" }) };
    const { code, stderr } = await runWith(t, tree, "plan");
    assert.deepEqual(
      [code, stderr.split("\n").map((line) => line.replace(/ (must|has) .*/, ""))],
      [0, ["resource-planner: plan.yaml:16:3: spec", "resource-planner: plan.yaml:17:24: spec.forecast.horizon", ""]],
    );
  });

  test("manifests of a ResourcePlan that match no file are told", async (t) => {
    const { stderr } = await runWith(t, { "plan.yaml": resourcePlan('manifests: ["no/*.yaml"]\n') }, "plan");
    assert.match(stderr, /plan\.yaml: no file matches its manifests no\/\*\.yaml\./);
  });
});

describe("options", () => {
  test("--at cuts the history", async (t) => {
    const early = await runWith(t, files, "plan --at 2026-10-01T12:00:00Z --format json");
    const recommended = (ran: { stdout: string; stderr: string; code: number }): number | null | undefined =>
      jsonOf<PlanJson>("plan", ran).workloads[1]?.containers[0]?.resources["cpu"]?.request.recommended;
    assert.equal(recommended(early), 0.5);
    for (const time of ["2026-10-04", "2026-10-04T00:00:00Z", "2026-10-04 00:00:00", "1791072000", "1791072000000"]) {
      const late = await runIn(early.folder, ["plan", "--at", time, "--format", "json"]);
      assert.ok((recommended(late) ?? 1) < 0.2, time);
    }
  });

  for (const method of ["auto", "greedy", "linearProgramming"]) {
    test(`--method ${method}`, async (t) => {
      const { solution } = jsonOf<PlanJson>("plan", await runWith(t, files, `plan --method ${method} --format json`));
      if (method !== "auto") assert.equal(solution.method, method);
    });
  }

  test("--method dynamicProgramming is refused by name", async (t) => {
    const { code, stdout, stderr } = await runWith(t, files, "plan --method dynamicProgramming");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(
      stderr,
      /The allocation method dynamicProgramming is not built yet\. .*auto, greedy or linearProgramming/,
    );
  });

  test("--time-limit cuts, and the plan is one all the same", async (t) => {
    const { pools: planned } = jsonOf<PlanJson>("plan", await runWith(t, files, "plan --time-limit 1ms --format json"));
    assert.ok(planned.some(({ nodes }) => nodes > 0));
  });

  test("--fail-on decides the exit code", async (t) => {
    const tree = { ...files, "deploy/big.yaml": deployment("big", { memory: "999Gi" }) };
    assert.equal((await runWith(t, tree, "plan")).code, 1);
    assert.equal((await runWith(t, files, "plan")).code, 0);
    assert.equal((await runWith(t, files, "plan --fail-on information")).code, 1);
  });
});

describe("--diff and --apply", () => {
  test("--diff shows what --apply writes, and a plan afterwards has nothing to change", async (t) => {
    const { folder, stdout: diff, stderr } = await runWith(t, files, "plan --diff");
    assert.equal(stderr, "");
    assert.match(
      diff,
      /^--- a\/deploy\/mail\.yaml\n\+\+\+ b\/deploy\/mail\.yaml\n@@ (?:.*\n)*--- a\/deploy\/web\.yaml\n(?:.*\n)*- +cpu: 500m\n- +memory: 1Gi\n\+ +cpu: 1\d\dm\n/,
    );
    assert.equal(readFileSync(path.join(folder, "deploy/web.yaml"), "utf8"), files["deploy/web.yaml"]);
    const applied = await runIn(folder, words("plan --apply --diff"));
    assert.deepEqual([applied.stdout, applied.stderr], [diff, "resource-planner: 2 files written.\n"]);
    const again = await runIn(folder, words("plan --apply --diff"));
    assert.deepEqual(
      [again.stdout, again.stderr],
      ["", "resource-planner: nothing to write: the plan recommends no other values.\n"],
    );
  });

  test("writes only what is named, and what is bound to it elsewhere", async (t) => {
    const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 9
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 20 } }
`;
    const tree = { ...files, "deploy/hpa.yaml": autoscaler };
    const { folder } = await runWith(t, tree, "plan deploy/web.yaml --apply");
    const text = (name: string): string => readFileSync(path.join(folder, name), "utf8");
    assert.match(text("deploy/web.yaml"), /cpu: [1-4]\d\dm/);
    assert.match(text("deploy/hpa.yaml"), /averageUtilization: (?!20\b)\d+/);
    assert.equal(text("deploy/mail.yaml"), files["deploy/mail.yaml"]);
  });

  test("with --output: the plan and the manifests, or neither", async (t) => {
    const { folder, code, stderr } = await runWith(t, files, "plan --apply --output no/such/folder.txt");
    assert.equal(code, 2);
    assert.match(stderr, /no\/such\/folder\.txt cannot be written: there is no such folder\. No file was changed\./);
    assert.equal(readFileSync(path.join(folder, "deploy/web.yaml"), "utf8"), files["deploy/web.yaml"]);
  });
});

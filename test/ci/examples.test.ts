import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { type TestContext, test } from "node:test";
import { parse } from "yaml";
import { folderWith } from "../node/folder.ts";
import { deployment } from "../server/workload.ts";
import { programOnPath } from "../support/program-on-path.ts";
import { git, type Runner, runJob, type Step } from "./run-job.ts";

const examples = path.join(import.meta.dirname, "../../examples/ci");

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly "runs-on": string; readonly steps: readonly Step[] }>>;
}

const workflow: Workflow = parse(readFileSync(path.join(examples, "github-workflow.yaml"), "utf8"));

const limits = { timeout: 120_000, skip: process.platform === "win32" && "its steps are for bash" };

const resourcePlan = `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: shop }
spec:
  pools:
    - name: general
      allocatable: { cpu: "1", memory: 4Gi, pods: 110 }
      nodes: { min: 0, max: 50 }
      pricePerHour: 0.5
`;

/** A repository whose change makes of one text another. */
function runnerWith(t: TestContext, before: string, after: string): Runner {
  const workspace = folderWith(t, { "web.yaml": before, "plan.yaml": resourcePlan });
  assert.ok(git(workspace, "init -q -b main") && git(workspace, "add -A") && git(workspace, "commit -q -m base"));
  writeFileSync(path.join(workspace, "web.yaml"), after);
  assert.ok(git(workspace, "checkout -q -b change") && git(workspace, "commit -q -a -m change"));
  const temp = folderWith(t, {});
  const gh = `echo "$@" > "${temp}/gh-arguments"\nfor last; do :; done\ncp "$last" "${temp}/comment.md"`;
  const expressions = { "github.base_ref": "main", "github.token": "none", "github.event.number": "7" };
  return { workspace, temp, tools: programOnPath(t, { gh }), expressions };
}

const read = ({ temp }: Runner, file: string): string => readFileSync(path.join(temp, file), "utf8");
const replicated = (count: number): string => deployment.replace("spec:", `spec:\n  replicas: ${count}`);

test("the workflow has the shape that GitHub expects", () => {
  assert.equal(workflow.on, "pull_request");
  const inputs: Readonly<Record<string, readonly string[]>> = {
    "actions/checkout@v4": ["ref", "path"],
    "github/codeql-action/upload-sarif@v3": ["sarif_file"],
  };
  for (const { "runs-on": on, steps } of Object.values(workflow.jobs)) {
    assert.equal(on, "ubuntu-latest");
    for (const { run, uses, with: given = {} } of steps) {
      assert.notEqual(run === undefined, uses === undefined);
      for (const name of Object.keys(given)) assert.ok(inputs[uses ?? ""]?.includes(name), `${uses} ${name}`);
    }
  }
  assert.deepEqual(workflow.permissions, {
    contents: "read",
    "pull-requests": "write",
    "security-events": "write",
  });
});

test("a change that costs too much is commented, and fails", limits, (t) => {
  const runner = runnerWith(t, replicated(2), replicated(6));
  assert.deepEqual(runJob(workflow.jobs["cost"]?.steps ?? [], runner), { failed: ["Compare"] });
  assert.match(read(runner, "comment.md"), /\| Deployment\/default\/web \|/);
  assert.match(read(runner, "gh-arguments"), /^pr comment 7 --edit-last --create-if-none --body-file /);
  assert.ok(!existsSync(path.join(runner.workspace, ".base")));
});

test("a change that costs no more is commented too", limits, (t) => {
  const runner = runnerWith(t, replicated(2), replicated(2).replace("500m", "400m"));
  assert.deepEqual(runJob(workflow.jobs["cost"]?.steps ?? [], runner), { failed: [] });
  assert.match(read(runner, "comment.md"), /cpu 0\.5.*cpu 0\.4/);
});

test("a mistake fails the check and is in what code scanning is given", limits, (t) => {
  const runner = runnerWith(t, deployment, deployment.replace("500m", "500mm"));
  assert.deepEqual(runJob(workflow.jobs["check"]?.steps ?? [], runner), { failed: ["Check"] });
  const log = JSON.parse(readFileSync(path.join(runner.workspace, "resources.sarif"), "utf8"));
  assert.equal(log.runs[0].results[0].ruleId, "quantity/invalid");
});

test("the hook checks the files of a commit", limits, (t) => {
  const { repos } = parse(readFileSync(path.join(examples, "pre-commit-config.yaml"), "utf8"));
  const [hook] = repos[0].hooks;
  assert.deepEqual([repos[0].repo, hook.language], ["local", "system"]);
  const tools = programOnPath(t);
  const folder = folderWith(t, { "good.yaml": deployment, "bad.yml": deployment.replace("500m", "500mm") });
  const env = { ...process.env, PATH: `${tools}:${process.env["PATH"]}` };
  const run = (file: string) => spawnSync("sh", ["-c", `${hook.entry} ${file}`], { cwd: folder, env }).status;
  for (const [file, code] of [
    ["good.yaml", 0],
    ["bad.yml", 1],
  ] as const) {
    assert.match(file, new RegExp(hook.files));
    assert.equal(run(file), code, file);
  }
});

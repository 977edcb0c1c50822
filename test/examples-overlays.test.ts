import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { generateOverlays } from "../examples/generate-overlays.ts";
import { applyEdits } from "../server/src/document/edit.ts";
import { loadHistory } from "../server/src/node/history-files.ts";
import { newPlanCaches, planWorkspace } from "../server/src/node/plan-workspace.ts";
import type { NoPlan } from "../server/src/plan/plan.ts";
import type { Plan } from "../server/src/plan/plan-data.ts";
import { reportHtml } from "../server/src/plan/report-html.ts";
import { reportMarkdown } from "../server/src/plan/report-markdown.ts";
import { reportText } from "../server/src/plan/report-text.ts";
import { planToJson } from "../server/src/plan/to-json.ts";
import { environmentChanges, environmentEdits } from "../server/src/workspace/environment-plan.ts";
import { allFindings, createSnapshot, type Snapshot, withPlan } from "../server/src/workspace/snapshot.ts";
import { outputProblems } from "./support/output-schemas.ts";

const folder = path.join(import.meta.dirname, "../examples/overlays");
const read = (file: string): string => readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n");

const names = ["dev", "production", "stage"];
const texts: ReadonlyMap<string, string> = new Map(
  [
    "base/kustomization.yaml",
    "base/web.yaml",
    "base/worker.yaml",
    ...names.flatMap((name) => [`overlays/${name}/kustomization.yaml`, `overlays/${name}/resource-plan.yaml`]),
    "overlays/production/web.yaml",
  ].map((file) => [file, read(file)]),
);

let plan: Plan;
let planned: Snapshot;

before(async () => {
  plan = await planOf(texts);
  planned = withPlan(createSnapshot(texts), plan);
});

test("the usage histories are what their generator writes", () => {
  for (const [file, text] of generateOverlays()) assert.ok(read(file) === text, `${file} is not what is generated`);
});

test("each environment is planned from its own history, on its own nodes", () => {
  assert.deepEqual(
    plan.environments?.map(({ name }) => name),
    names,
  );
  const wanted = plan.workloads.map(({ environment, name, sizing: { replicas, containers } }) => {
    const { request } = containers[0]?.resources["cpu"] ?? {};
    return `${environment} ${name}: ${replicas.recommended} × ${request?.current} → ${request?.text}`;
  });
  assert.deepEqual(wanted, [
    "dev web: 1 × 0.8 → 90m",
    "dev worker: 1 × 0.5 → 45m",
    "production web: 6 × 1.5 → 1",
    "production worker: 1 × 0.5 → 780m",
    "stage web: 2 × 0.8 → 200m",
    "stage worker: 1 × 0.5 → 135m",
  ]);
  const parts = plan.environments?.map((each) => each.plan.totals) ?? [];
  assert.equal(
    plan.totals.costPerHour.planned,
    parts.reduce((sum, { costPerHour }) => sum + (costPerHour.planned ?? 0), 0),
  );
  assert.deepEqual(
    plan.pools.map(({ pool }) => pool.name),
    names.map((name) => `${name}/general`),
  );
});

test("a value of the base has a finding for each environment, with a fix that changes that one alone", () => {
  const found = allFindings(planned).filter(
    ({ code, file, message }) => code.startsWith("plan/") && file === "base/web.yaml" && message.includes("800m"),
  );
  assert.deepEqual(
    found.map(({ message, fix }) => [message.split(":")[0], fix?.edits.map(({ file }) => file)]),
    [
      ["In dev", ["overlays/dev/kustomization.yaml"]],
      ["In stage", ["overlays/stage/kustomization.yaml"]],
    ],
  );
  const [inProduction] = allFindings(planned).filter(({ file }) => file === "overlays/production/web.yaml");
  assert.equal(
    texts.get("overlays/production/web.yaml")?.slice(inProduction?.span.start, inProduction?.span.end),
    "1500m",
  );
});

test("what the plan recommends comes to rest once it is written, and leaves the base alone", async () => {
  const edits = environmentEdits(planned);
  const after = new Map(
    [...texts].map(([file, text]) => [
      file,
      applyEdits(
        text,
        edits.filter((edit) => edit.file === file),
      ),
    ]),
  );
  assert.deepEqual(
    [...after].filter(([file, text]) => texts.get(file) !== text).map(([file]) => file),
    [
      "overlays/dev/kustomization.yaml",
      "overlays/production/kustomization.yaml",
      "overlays/stage/kustomization.yaml",
      "overlays/production/web.yaml",
    ],
  );
  const next = withPlan(createSnapshot(after), await planOf(after));
  assert.deepEqual(environmentEdits(next), []);
  assert.deepEqual(allFindings(next), []);
});

test("what is declined at the base, or for what a kustomization builds, is not written", () => {
  const comment = "# resource-planner-disable-next-line plan/*: sized by hand";
  const declined = new Map(texts)
    .set("base/web.yaml", read("base/web.yaml").replace(/^( +)cpu: 800m$/m, `$1${comment}\n$&`))
    .set("overlays/stage/.resource-planner.yaml", "rules: { plan/*: off }\n");
  const snapshot = withPlan(createSnapshot(declined), plan);
  const written = (name: string): readonly string[] => {
    const environment = snapshot.environments.list.find((each) => each.name === name);
    assert.ok(environment !== undefined);
    return environmentChanges(snapshot, environment).map(
      (change) => `${change.document.name} ${change.path.at(-1)}: ${change.scalar}`,
    );
  };
  const dev = written("dev");
  assert.ok(dev.includes("worker cpu: 45m"), dev.join(", "));
  assert.ok(!dev.includes("web cpu: 90m"), dev.join(", "));
  assert.ok(written("production").includes("web cpu: 1"), written("production").join(", "));
  assert.deepEqual(written("stage"), []);
});

test("one environment can be planned alone, and one that is not there is named as such", async () => {
  const alone = await planOrNot(texts, "stage");
  assert.deepEqual("workloads" in alone && alone.workloads.map(({ environment }) => environment), ["stage", "stage"]);
  assert.deepEqual(await planOrNot(texts, "nowhere"), {
    refused: "There is no environment nowhere. There are dev, production, stage.",
  });
});

test("reports show the environments side by side, and then each", () => {
  const text = reportText(plan);
  assert.match(text, /Environment +Workloads +Pods +Nodes +Cost per hour/);
  assert.match(text, /\nproduction +2 +7 → 7 +2 → 1 +0\.80 → 0\.40/);
  assert.match(text, /\nproduction {2}2 workloads on 1 node · 0\.80\/h → 0\.40\/h/);
  const markdown = reportMarkdown(plan);
  assert.match(markdown, /\| stage \| 2 \| 3 → 3 \| 1 → 1 \|/);
  assert.match(markdown, /\n## stage\n[\s\S]*\n### Workloads\n/);
  const html = reportHtml(plan, "nonce");
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, target] of html.matchAll(/ href="#([^"]*)"/g)) assert.ok(ids.includes(target), `#${target}`);
  assert.deepEqual(structuredClone(plan), plan);
});

test("the JSON adds the environments to what it says of a plan", () => {
  const json: unknown = JSON.parse(
    JSON.stringify(planToJson(plan, () => ({ start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }))),
  );
  assert.deepEqual(outputProblems("plan", json), []);
});

async function planOf(files: ReadonlyMap<string, string>): Promise<Plan> {
  const made = await planOrNot(files);
  if (!("workloads" in made)) throw new Error(JSON.stringify(made));
  return made;
}

function planOrNot(files: ReadonlyMap<string, string>, environment?: string): Promise<Plan | NoPlan> {
  return planWorkspace(
    {
      texts: files,
      options: { seed: 1 },
      environment,
      history: ({ inventory: { resourcePlan, workloads } }, cache) =>
        loadHistory(resourcePlan.history, path.join(folder, path.dirname(resourcePlan.document?.file ?? "")), {
          workloads,
          cache,
          fileOf: (file) => path.relative(folder, file),
        }),
    },
    newPlanCaches(),
    { stop: () => false, progress: () => {} },
  );
}

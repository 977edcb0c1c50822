import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { generateHistory } from "../examples/generate-history.ts";
import { verifyAllocation } from "../server/src/allocation/verify.ts";
import type { Finding } from "../server/src/document/finding.ts";
import { loadHistory } from "../server/src/node/history-files.ts";
import { newPlanCaches, planWorkspace } from "../server/src/node/plan-workspace.ts";
import type { Plan } from "../server/src/plan/plan-data.ts";
import { podShapes } from "../server/src/plan/plan-shapes.ts";
import type { AllocationMethod } from "../server/src/workload/resource-plan.ts";
import { allFindings, createSnapshot, findingsOf, type Snapshot, withPlan } from "../server/src/workspace/snapshot.ts";

const folder = path.join(import.meta.dirname, "../examples/serving");

/** Line ends are those of a checkout on Linux, whatever this one has. */
const read = (file: string): string => readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n");

const files = ["resource-plan.yaml", ...namesIn("deploy")];
const texts: ReadonlyMap<string, string> = new Map(files.map((file) => [file, read(file)]));
const caches = newPlanCaches();
let planned: Snapshot;
let plan: Plan;

before(async () => {
  plan = await planBy(undefined);
  planned = withPlan(createSnapshot(texts), plan);
});

test("the usage history is what its generator writes", () => {
  const generated = generateHistory();
  assert.deepEqual(namesIn("history"), [...generated.keys()].map((name) => `history/${name}`).toSorted());
  for (const [name, text] of generated) assert.ok(read(`history/${name}`) === text, `${name} is not what is generated`);
});

test("the example shows each finding that it is there for, and no other", () => {
  const found = allFindings(planned).map(line).toSorted();
  assert.deepEqual(found, expected);
});

test("the mistakes in mailer.yaml are found at their exact text, before there is a plan", () => {
  const file = "deploy/mailer.yaml";
  const found = findingsOf(createSnapshot(texts), file).map(
    ({ code, span }) => `${code} ${texts.get(file)?.slice(span.start, span.end)}`,
  );
  assert.deepEqual(found, [
    "schema/unknown-field replcas",
    "quantity/milli-memory 128m",
    "resources/limit-below-request 250m",
    "quantity/invalid 256MB",
  ]);
});

test("by every method that is built the plan places what can be placed, and holds", async () => {
  for (const method of ["auto", "greedy", "linearProgramming"] satisfies AllocationMethod[]) {
    const { allocation, workloads } = await planBy(method);
    const { inventory } = planned;
    const sized = workloads.map(({ sizing }) => {
      const workload = inventory.workloads.find(({ id }) => id === sizing.workload);
      assert.ok(workload, sizing.workload);
      return { workload, sizing };
    });
    const request = {
      shapes: podShapes(inventory, sized, "recommended"),
      pools: inventory.supply.pools,
      policy: { ...inventory.resourcePlan.allocation, method },
      seed: 1,
      stop: () => false,
      elapsed: () => 0,
    };
    assert.deepEqual(verifyAllocation(request, allocation), [], method);
    assert.deepEqual(
      allocation.unplaced.map(({ workload, binding }) => `${workload} ${binding}`),
      ["Job/serving/reindex memory"],
    );
  }
});

test("the plan costs less than today, and says how far from the least it can be", () => {
  const { costPerHour } = plan.totals;
  assert.ok(costPerHour.planned !== null && costPerHour.current !== null);
  assert.ok(costPerHour.planned < costPerHour.current);
  const { cost, bound } = plan.allocation.solution;
  assert.ok(bound !== null && bound <= cost);
});

test("the plan survives structuredClone", () => {
  assert.deepEqual(structuredClone(plan), plan);
});

async function planBy(method: AllocationMethod | undefined): Promise<Plan> {
  const options = { seed: 1, ...(method !== undefined && { method }) };
  const result = await planWorkspace(
    {
      texts,
      options,
      history: ({ inventory: { resourcePlan, workloads } }, cache) =>
        loadHistory(resourcePlan.history, folder, { workloads, cache, origin: "resource-plan.yaml" }),
    },
    caches,
    { stop: () => false, progress: () => {} },
  );
  assert.ok(!("refused" in result) && !("stopped" in result), JSON.stringify(result));
  return result;
}

function namesIn(name: string): readonly string[] {
  const names = readdirSync(path.join(folder, name)).toSorted();
  return names.map((file) => `${name}/${file}`);
}

/** File, code, container, and the text that is underlined; of a history file there is none. */
function line({ file, code, container, span }: Finding): string {
  const name = path.posix.basename(file, ".yaml");
  return [name, code, container, texts.get(file)?.slice(span.start, span.end)].filter(Boolean).join(" ");
}

const expected: readonly string[] = [
  'api plan/over-requested api "2"',
  "api plan/over-requested api 2Gi",
  "checkout plan/memory-limit-below-peak checkout 512Mi",
  "checkout plan/over-requested checkout 300m",
  "checkout.csv plan/dirty-history",
  "image-classifier plan/over-requested kserve-container 24Gi",
  "image-classifier plan/over-requested kserve-container 6",
  "llm-chat plan/over-requested vllm 40Gi",
  "llm-chat plan/over-requested vllm 8",
  "llm-chat plan/replicas 4",
  "log-collector plan/over-requested collector 100m",
  "log-collector plan/over-requested collector 256Mi",
  "mailer plan/too-little-history mailer",
  "mailer quantity/invalid mailer 256MB",
  "mailer quantity/milli-memory mailer 128m",
  "mailer resources/limit-below-request mailer 250m",
  "mailer schema/unknown-field replcas",
  'nightly-report plan/over-requested report "4"',
  "nightly-report plan/over-requested report 8Gi",
  "reindex plan/too-little-history reindex",
  "reindex plan/unplaceable reindex 96Gi",
  "thumbnailer plan/missing-request thumbnailer thumbnailer",
  "vector-db plan/over-requested vector-db 16Gi",
  "vector-db plan/over-requested vector-db 4",
  "web plan/over-requested sign-in 100m",
  "web plan/over-requested site 1",
  "web plan/over-requested site 1Gi",
];

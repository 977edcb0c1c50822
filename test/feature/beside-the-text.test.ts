import assert from "node:assert/strict";
import { test } from "node:test";
import { codeLenses } from "../../server/src/feature/code-lens.ts";
import { inlayHints } from "../../server/src/feature/inlay-hints.ts";
import { offsetAt } from "../../server/src/feature/to-lsp.ts";
import type { Plan } from "../../server/src/plan/plan-data.ts";
import { createSnapshot, type Snapshot, withPlan } from "../../server/src/workspace/snapshot.ts";
import type { AdvisedContainers } from "../rules/advice-for.ts";
import { edited } from "./at-cursor.ts";
import { requesting } from "./deployment.ts";
import { filesOf, type PlanWishes, planFor } from "./planned.ts";

const file = "file:///project/test.yaml";
const advised: AdvisedContainers = { web: { web: { cpu: { request: 0.34 } } } };
const fewer = { current: 4, recommended: 3, write: true };

test("a workload's lens: replicas and request, the nodes that they take, and what that costs", () => {
  assert.deepEqual(lenses(requesting("cpu: 500m", 4), advised, { replicas: fewer }), [
    "4 × 500m → 3 × 340m · 2 nodes → 1 · −0.98/h",
  ]);
});

test("the lens compares the present text with the last plan, so that it follows the typing", () => {
  const before = withPool(createSnapshot(filesOf(requesting("cpu: 500m", 4))), advised, { replicas: fewer });
  const after = (text: string) => codeLenses(createSnapshot(filesOf(text), before), file, "apply");
  assert.match(after(requesting("cpu: 800m", 4))[0]?.command?.title ?? "", /^4 × 800m → 3 × 340m · 3.2 nodes → 1/);
  assert.deepEqual(after(requesting("cpu: 340m", 4).replace("replicas: 4", "replicas: 3")), []);
});

test("the lens stands at the workload's name, and its command takes the workload's id", () => {
  const snapshot = withPool(createSnapshot(filesOf(requesting("cpu: 500m", 4))), advised, {});
  const [lens] = codeLenses(snapshot, file, "apply");
  assert.equal(lens?.range.start.line, 3);
  assert.deepEqual(lens?.command?.arguments, ["Deployment/default/web"]);
});

test("no lens where nothing would change, before the first plan, and in an unknown file", () => {
  assert.deepEqual(lenses(requesting("cpu: 340m", 4), advised), []);
  assert.deepEqual(codeLenses(createSnapshot(filesOf(requesting("cpu: 500m", 4))), file, "apply"), []);
  assert.deepEqual(codeLenses(createSnapshot(new Map()), file, "apply"), []);
});

test("memory beside cpu where both change, and nothing where nothing was written", () => {
  const both: AdvisedContainers = { web: { web: { cpu: { request: 0.34 }, memory: { request: 2 ** 29 } } } };
  assert.match(lenses(requesting("cpu: 500m", 4), both)[0] ?? "", /^4 × 500m\/– → 4 × 340m\/512Mi/);
});

test("hints: the recommended value behind one that would change, which a click writes", () => {
  const snapshot = withPool(createSnapshot(filesOf(requesting("cpu: 500m # guessed", 4))), advised, {});
  const source = snapshot.files.get(file);
  assert.ok(source);
  const [hint] = inlayHints(snapshot, file, everything);
  assert.equal(hint?.label, "→ 340m");
  assert.equal(source.text.slice(0, offsetAt(source, hint.position)).endsWith("cpu: 500m"), true);
  assert.equal(edited(source, hint.textEdits ?? []), source.text.replace("500m", "340m"));
});

test("hints: what an unusual quantity amounts to, where it is exactly that", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["memory: 1536Mi", ["= 1.5Gi"]],
    ["memory: 134217728", ["= 128Mi"]],
    ["cpu: 0.5", ["= 500m"]],
    ["cpu: 1500m", ["= 1.5"]],
    ["cpu: 1.5", []],
    ["memory: 1Gi", []],
    ["memory: 500M", []],
    ["memory: nonsense", []],
  ];
  for (const [text, expected] of cases) assert.deepEqual(hints(requesting(text, 4)), expected, text);
});

test("hints: the sum of a pod of several containers", () => {
  const two = requesting("cpu: 500m", 4).replace(
    "      containers:\n",
    "      containers:\n        - name: proxy\n          resources: { requests: { cpu: 250m, memory: 1Gi } }\n",
  );
  assert.deepEqual(hints(two), ["pod: 750m · 1Gi"]);
});

test("hints: only those of the range that is asked for", () => {
  const snapshot = createSnapshot(filesOf(requesting("cpu: 0.5", 4)));
  const top = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
  assert.deepEqual(inlayHints(snapshot, file, top), []);
});

const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

function lenses(text: string, plan: AdvisedContainers, wishes: PlanWishes = {}): readonly string[] {
  const snapshot = withPool(createSnapshot(filesOf(text)), plan, wishes);
  return codeLenses(snapshot, file, "apply").map(({ command }) => command?.title ?? "");
}

function hints(text: string): readonly unknown[] {
  return inlayHints(createSnapshot(filesOf(text)), file, everything).map(({ label }) => label);
}

/** A plan that places the pods on nodes of one core at one an hour. */
function withPool(snapshot: Snapshot, plan: AdvisedContainers, wishes: PlanWishes): Snapshot {
  const made = planFor(snapshot.inventory, plan, wishes);
  const pool = { name: "general", allocatable: { cpu: 1 }, pricePerHour: 1 };
  const pods = [{ workload: "Deployment/default/web", count: 3 }];
  return withPlan(snapshot, {
    ...made,
    allocation: { ...made.allocation, nodes: [{ pool: "general", pods, allocated: {} }] },
    pools: [{ pool, nodes: 1, allocatable: { cpu: 1 }, allocated: {}, utilization: {}, costPerHour: 1 }],
  } as unknown as Plan);
}

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { applyEdits } from "../../server/src/document/edit.ts";
import { editsForWorkloads, fixAll } from "../../server/src/feature/fix-all.ts";
import { judgedPlan } from "../../server/src/workspace/judged-plan.ts";
import { createSnapshot, findingsOf, type Snapshot, withPlan } from "../../server/src/workspace/snapshot.ts";
import { planOf } from "../plan/plan-of.ts";

const gi = 2 ** 30;

/** Far too large, and with a memory limit to match. */
function web({ annotations = "{}", requests = "", replicas = "" } = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, annotations: ${annotations} }
spec:
${replicas}  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web
          resources:
${requests}            requests: { cpu: 4, memory: 8Gi }
            limits: { memory: 8Gi }
`;
}

function planned(text: string, configuration = ""): Snapshot {
  const texts = new Map([
    ["web.yaml", text],
    [".resource-planner.yaml", configuration],
  ]);
  const plan = planOf(new Map([["web.yaml", text]]), [{ workload: "web", cpu: 0.5, memory: 2 * gi }]);
  return withPlan(createSnapshot(texts), plan);
}

/** The resources that are written when everything is. */
function written(snapshot: Snapshot): string {
  const text = snapshot.files.get("web.yaml")?.text ?? "";
  const all = applyEdits(
    text,
    editsForWorkloads(snapshot, () => true),
  );
  const fixed = applyEdits(text, fixAll(snapshot, "web.yaml", findingsOf(snapshot, "web.yaml")));
  assert.equal(fixed, all, "fixing all writes what the plan's command writes");
  const shown = all.slice(all.indexOf("requests: {")).replaceAll(/\s+/g, " ").trim();
  return shown.replaceAll(/\d\d\d+(m|Mi)/g, "less");
}

const everything = "requests: { cpu: less, memory: less } limits: { memory: less }";
const nothing = "requests: { cpu: 4, memory: 8Gi } limits: { memory: 8Gi }";

describe("what is declined is written by nobody, and not among the plan's findings", () => {
  const cases: Readonly<
    Record<string, readonly [text: string, configuration: string, left: string, findings: number]>
  > = {
    "where nothing is": [web(), "", everything, 2],
    "a line": [
      web({ requests: "            # resource-planner-disable-next-line plan/over-requested\n" }),
      "",
      nothing,
      0,
    ],
    "an object": [web({ annotations: '{ resource-planner.dev/ignore: "plan/*" }' }), "", nothing, 0],
    "a rule": [web(), "rules: { plan/over-requested: off }\n", nothing, 0],
    "another rule": [web(), "rules: { plan/under-requested: off }\n", everything, 2],
  };
  for (const [name, [text, configuration, left, findings]] of Object.entries(cases)) {
    test(name, () => {
      const snapshot = planned(text, configuration);
      assert.equal(written(snapshot), left);
      assert.ok(snapshot.plan);
      const codes = judgedPlan(snapshot, snapshot.plan).findings.map(({ code }) => code);
      assert.equal(codes.filter((code) => code === "plan/over-requested").length, findings);
    });
  }

  test("a line of several: the other values are written", () => {
    const text = web().replace(
      "requests: { cpu: 4, memory: 8Gi }",
      "requests:\n              # resource-planner-disable-next-line plan/over-requested\n              cpu: 4\n              memory: 8Gi",
    );
    const snapshot = planned(text);
    const after = applyEdits(text, fixAll(snapshot, "web.yaml", findingsOf(snapshot, "web.yaml")));
    const [less = ""] = /\d+Mi/.exec(after) ?? [];
    assert.equal(after, text.replaceAll("8Gi", less));
  });
});

test("a plan's findings have the severities of the configuration", () => {
  const snapshot = planned(web(), "rules: { plan/over-requested: error }\n");
  assert.ok(snapshot.plan);
  const found = judgedPlan(snapshot, snapshot.plan).findings.filter(({ code }) => code === "plan/over-requested");
  assert.deepEqual(
    found.map(({ severity }) => severity),
    ["error", "error"],
  );
});

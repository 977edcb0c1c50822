import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  allFindings,
  createSnapshot,
  findingsOf,
  type Snapshot,
  withPlan,
} from "../../server/src/workspace/snapshot.ts";
import { samplePlan } from "../plan/sample-plan.ts";
import { arbitraryWorkloads } from "../rules/arbitrary-workloads.ts";
import { deployment } from "../rules/deployment.ts";
import { checkFindings } from "../support/check.ts";

function snapshotOf(texts: Readonly<Record<string, string>>, previous?: Snapshot): Snapshot {
  return createSnapshot(new Map(Object.entries(texts)), previous);
}

test("a file's findings come from syntax, schema, rules and reading, in the order of the text", () => {
  const text = `${deployment(`requests:
  memory: 128m
  #       ^^^^ quantity/milli-memory
limits:
  memory: true
  #       ^^^^ schema/type`).replace("spec:\n", "spec:\n  replica: 3\n# ^^^^^^^ schema/unknown-field\n")}---
apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: all }
spec:
  forecast: { horizon: soon }
  #                    ^^^^ schema
`;
  const findings = findingsOf(snapshotOf({ "a.yaml": text }), "a.yaml");
  assert.deepEqual(
    findings.map(({ span }) => span.start),
    findings.map(({ span }) => span.start).toSorted((a, b) => a - b),
  );
  const codes = findings.map(({ code }) => code);
  for (const code of ["schema/unknown-field", "quantity/milli-memory"]) assert.ok(codes.includes(code), code);
  assert.ok(!codes.includes("quantity/invalid"), "the schema has said that true is no quantity");
});

test("a pool's bad quantity is reported once", () => {
  const text = `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: all }
spec:
  pools:
    - { name: a, nodes: { max: 1 }, allocatable: { cpu: 4, memory: 8GB } }
    #                                                              ^^^ quantity/invalid
`;
  checkFindings(text, findingsOf(snapshotOf({ "a.yaml": text }), "a.yaml"));
});

test("files that are as they were are not read again", () => {
  const before = snapshotOf({ "a.yaml": deployment("{}"), "b.yaml": deployment("{}").replace("web", "other") });
  const after = snapshotOf({ "a.yaml": deployment("{}"), "b.yaml": "" }, before);
  assert.equal(after.files.get("a.yaml"), before.files.get("a.yaml"));
  assert.notEqual(after.files.get("b.yaml"), before.files.get("b.yaml"));
  const same = snapshotOf({ "a.yaml": deployment("{}"), "b.yaml": "" }, after);
  assert.equal(same.inventory, after.inventory);
  assert.equal(findingsOf(after, "a.yaml"), findingsOf(after, "a.yaml"));
});

test("the last plan is kept while texts change, and its findings follow the text", () => {
  const text = deployment("requests:\n  cpu: 2").replace("name: web }", "name: web, namespace: serving }");
  const planned = withPlan(snapshotOf({ "a.yaml": text }), samplePlan());
  const [finding] = findingsOf(planned, "a.yaml").filter(({ code }) => code === "plan/over-requested");
  assert.equal(finding?.workload, "Deployment/serving/web");
  assert.equal(text.slice(finding?.span.start, finding?.span.end), "2");
  const moved = snapshotOf({ "a.yaml": `# a comment above\n${text}` }, planned);
  const [later] = findingsOf(moved, "a.yaml").filter(({ code }) => code === "plan/over-requested");
  assert.equal(later?.span.start, (finding?.span.start ?? 0) + 18);
  const mended = snapshotOf({ "a.yaml": text.replace("cpu: 2", "cpu: 360m") }, moved);
  assert.deepEqual(
    findingsOf(mended, "a.yaml").filter(({ code }) => code === "plan/over-requested"),
    [],
  );
});

test("findings about history files are there with those of the manifests; those of vanished manifests are not", () => {
  const planned = withPlan(snapshotOf({ "a.yaml": deployment("{}") }), samplePlan());
  const ofPlan = allFindings(planned).filter(({ code }) => code.startsWith("plan/"));
  assert.deepEqual(
    ofPlan.map(({ file, code }) => `${file} ${code}`),
    ["history/web.csv plan/dirty-history"],
  );
  assert.deepEqual(findingsOf(planned, "deploy/web.yaml"), []);
});

test("a snapshot made by steps finds what one made at once finds", () => {
  const change = fc.tuple(
    fc.constantFrom("a.yaml", "b.yaml", "c.yaml"),
    fc.option(arbitraryWorkloads, { nil: undefined }),
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const texts = new Map<string, string>();
      let snapshot = createSnapshot(texts);
      for (const [file, content] of changes) {
        if (content === undefined) texts.delete(file);
        else texts.set(file, content.text);
        snapshot = createSnapshot(texts, snapshot);
        allFindings(snapshot);
      }
      assert.deepEqual(allFindings(snapshot), allFindings(createSnapshot(texts)));
    }),
    { numRuns: 30 },
  );
});

test("whatever the text is, it has findings or none, but never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (noise, more) => {
      const text = `${deployment("requests: { cpu: 1 }")}${noise}\n${more}`;
      const { length } = allFindings(snapshotOf({ "a.yaml": text, "b.json": noise }));
      assert.ok(length >= 0);
    }),
  );
});

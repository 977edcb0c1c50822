import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../server/src/document/edit.ts";
import { codeActions } from "../../server/src/feature/code-actions.ts";
import { dismissals } from "../../server/src/feature/dismiss.ts";
import { createSnapshot, findingsOf, withPlan } from "../../server/src/workspace/snapshot.ts";
import type { AdvisedContainers } from "../rules/advice-for.ts";
import { dedent } from "../support/fixture.ts";
import { filesOf, plannedSnapshot } from "./planned.ts";

const code = "plan/over-requested";
const web = dedent(`
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
  spec:
    selector: { matchLabels: { app: web } }
    template:
      metadata: { labels: { app: web } }
      spec:
        containers:
          - name: web
            image: web
            resources:
              requests:
                cpu: 500m # guessed
                memory: 1Gi
              limits:
                memory: 1Gi
`);
const advised: AdvisedContainers = { web: { web: { cpu: { request: 0.12 } } } };

test("here: a comment above the value, in its column, and the finding is gone", () => {
  const after = dismissed(web, `Dismiss ${code} here`);
  assert.equal(
    after,
    web.replace(
      "              cpu:",
      `              # resource-planner-disable-next-line ${code}: dismissed\n              cpu:`,
    ),
  );
  assert.deepEqual(codesOf(after), []);
});

test("a comment that is there gets the code as well", () => {
  const text = web.replace(
    "              cpu:",
    "              # resource-planner-disable-next-line quantity/negative: known\n              cpu:",
  );
  const after = dismissed(text, `Dismiss ${code} here`);
  assert.equal(after, text.replace("quantity/negative:", `quantity/negative, ${code}:`));
});

test("for the workload: an annotation, beside those that are there", () => {
  const after = dismissed(web, `Dismiss ${code} for Deployment/web`);
  assert.equal(
    after,
    web.replace("  name: web\n", `  name: web\n  annotations:\n    resource-planner.dev/ignore: ${code}\n`),
  );
  assert.deepEqual(codesOf(after), []);
  const annotated = web.replace("  name: web\n", "  name: web\n  annotations: { resource-planner.dev/ignore: a/b }\n");
  assert.match(dismissed(annotated, `Dismiss ${code} for Deployment/web`), /ignore: "?a\/b,plan\/over-requested/);
});

test("everywhere: in the nearest configuration, which is created where there is none", () => {
  const title = `Turn ${code} off in .resource-planner.yaml`;
  const [created] = dismissalsOf(new Map([["file:///project/a/web.yaml", web]]), "file:///project/a/web.yaml").filter(
    (each) => each.title === title,
  );
  assert.deepEqual(
    [created?.creates, created?.edits[0]?.newText],
    ["file:///project/.resource-planner.yaml", `rules:\n  ${code}: off\n`],
  );
  for (const [before, after] of [
    ["rules:\n  quantity/negative: off\n", `rules:\n  quantity/negative: off\n  ${code}: off\n`],
    ["# ours\n", `# ours\nrules:\n  ${code}: off\n`],
  ] as const) {
    const files = new Map([
      ["file:///project/a/web.yaml", web],
      ["file:///project/.resource-planner.yaml", before],
    ]);
    const found = dismissalsOf(files, "file:///project/a/web.yaml").find((each) => each.title === title);
    assert.equal(applyEdits(before, found?.edits ?? []), after);
  }
});

test("without a folder in which a file can be made, there is no configuration to create", () => {
  const titles = dismissalsOf(new Map([["file:///project/web.yaml", web]]), "file:///project/web.yaml", []).map(
    ({ title }) => title,
  );
  assert.deepEqual(titles, [`Dismiss ${code} here`, `Dismiss ${code} for Deployment/web`]);
});

test("they are quick fixes behind all others, and what cannot be read is not dismissed", () => {
  const snapshot = plannedSnapshot(filesOf(web), advised);
  const target = { sources: snapshot.files, versions: new Map(), documentChanges: true };
  const position = { line: 14, character: 21 };
  const request = {
    file: "file:///project/test.yaml",
    range: { start: position, end: position },
    only: ["quickfix"],
    diagnostics: [],
    folders: ["file:///project"],
  };
  const actions = codeActions(snapshot, request, target, { schema: true });
  assert.deepEqual(
    actions.map(({ title, kind }) => [title, kind]),
    [
      ["Set cpu request to 120m", "quickfix"],
      [`Dismiss ${code} here`, "quickfix"],
      [`Dismiss ${code} for Deployment/web`, "quickfix"],
      [`Turn ${code} off in .resource-planner.yaml`, "quickfix"],
    ],
  );
  assert.deepEqual(
    actions.at(-1)?.edit?.documentChanges?.map((change) => ("kind" in change ? change.kind : "edit")),
    ["create", "edit"],
  );
  const broken = createSnapshot(filesOf("a: [\n"));
  const source = broken.files.get("file:///project/test.yaml");
  const [finding] = findingsOf(broken, "file:///project/test.yaml");
  assert.ok(source && finding);
  assert.deepEqual(dismissals(broken, source, finding, []), []);
});

function dismissalsOf(
  files: ReadonlyMap<string, string>,
  file: string,
  folders: readonly string[] = ["file:///project"],
) {
  const snapshot = plannedSnapshot(files, advised);
  const source = snapshot.files.get(file);
  const finding = findingsOf(snapshot, file).find((each) => each.code === code);
  assert.ok(source && finding);
  return dismissals(snapshot, source, finding, folders);
}

function dismissed(text: string, title: string): string {
  const file = "file:///project/test.yaml";
  const found = dismissalsOf(new Map([[file, text]]), file).find((each) => each.title === title);
  assert.ok(found, title);
  return applyEdits(text, found.edits);
}

function codesOf(text: string): readonly string[] {
  const { plan } = plannedSnapshot(filesOf(web), advised);
  const snapshot = withPlan(createSnapshot(filesOf(text)), plan);
  return findingsOf(snapshot, "file:///project/test.yaml").map((finding) => finding.code);
}

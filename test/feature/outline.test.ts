import assert from "node:assert/strict";
import { test } from "node:test";
import type { DocumentSymbol, SelectionRange } from "vscode-languageserver";
import { documentLinks } from "../../server/src/feature/document-links.ts";
import { documentSymbols } from "../../server/src/feature/document-symbols.ts";
import { foldingRanges } from "../../server/src/feature/folding-ranges.ts";
import { selectionRanges } from "../../server/src/feature/selection-ranges.ts";
import { spanOf } from "../../server/src/feature/to-lsp.ts";
import { workspaceSymbols } from "../../server/src/feature/workspace-symbols.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { dedent } from "../support/fixture.ts";
import { atCursor } from "./at-cursor.ts";
import { filesOf } from "./planned.ts";
import { shop, shopAt } from "./shop.ts";

const snapshot = createSnapshot(filesOf(shop));

test("a workload's outline has its containers and what they ask for", () => {
  assert.deepEqual(outline(documentSymbols(snapshot, "file:///project/web.yaml")), [
    "Deployment/shop/web · × 2",
    "  web · web:1",
    "    requests · cpu 500m",
    "  proxy · proxy:1",
  ]);
});

test("every object of a stream, and the items of a list instead of the list", () => {
  assert.deepEqual(
    documentSymbols(snapshot, "file:///project/around.yaml")
      .map(({ name }) => name)
      .slice(0, 3),
    ["HorizontalPodAutoscaler/shop/web", "PodDisruptionBudget/shop/web", "Service/shop/front"],
  );
  const list = createSnapshot(filesOf("kind: List\nitems:\n  - kind: Service\n    metadata: { name: a }\n"));
  assert.deepEqual(
    documentSymbols(list, "file:///project/test.yaml").map(({ name }) => name),
    ["Service/default/a"],
  );
  assert.deepEqual(documentSymbols(list, "file:///project/gone.yaml"), []);
});

test("a name stands within its symbol's extent", () => {
  const aliased = createSnapshot(
    filesOf("kind: Pod\nmetadata: &m { name: a }\n---\nkind: Pod\nmetadata: { name: b }\n"),
  );
  for (const { range, selectionRange } of documentSymbols(aliased, "file:///project/test.yaml"))
    assert.ok(range.start.line <= selectionRange.start.line && selectionRange.end.line <= range.end.line);
});

test("objects of all files are found by letters in their order, the closest first", () => {
  const found = (query: string) => workspaceSymbols(snapshot, query).map(({ name }) => name);
  assert.equal(found("dep/web")[0], "Deployment/shop/web");
  assert.ok(!found("dep/web").includes("Service/shop/front"));
  assert.deepEqual(found("shop/set"), ["ConfigMap/shop/settings"]);
  assert.deepEqual(found("SETTINGS"), ["ConfigMap/other/settings", "ConfigMap/shop/settings"]);
  assert.equal(found("")[0], "ConfigMap/other/settings");
  assert.deepEqual(found("nothing of this"), []);
});

test("documents, fields, items, block scalars and comments fold", () => {
  const text = dedent(`
    # One
    # two
    kind: ConfigMap
    metadata:
      name: a
    data:
      script: |
        one
        two
      flow: { a: 1,
        b: 2 }
    list:
      - a: 1
        b: 2

    ---
    kind: Pod
  `);
  const folds = foldingRanges(createSnapshot(filesOf(text)), "file:///project/test.yaml");
  const lines = folds.map(
    ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === undefined ? "" : ` ${kind}`}`,
  );
  assert.deepEqual(lines, ["2-13", "3-4", "5-10", "6-8", "9-10", "11-13", "12-13", "0-1 comment"]);
});

test("a selection grows from the value to the document", () => {
  const { snapshot: at, file, position, source } = atCursor(shopAt("00m }"));
  const steps: string[] = [];
  for (let next: SelectionRange | undefined = selectionRanges(at, file, [position])[0]; next; next = next.parent) {
    const { start, end } = spanOf(source, next.range);
    steps.push(source.text.slice(start, end).trim().split("\n")[0] ?? "");
  }
  assert.deepEqual(steps.slice(0, 5), ["500m", "cpu: 500m", "{ cpu: 500m }", "requests: { cpu: 500m }", "resources:"]);
  assert.equal(steps.at(-1), "apiVersion: apps/v1");
});

test("addresses in annotations and the files that a plan names are links", () => {
  const text = `#- a.yaml
kind: Deployment
metadata:
  annotations: { runbook: "see https://example.org/run?x=1." }
#- plan.yaml
kind: ResourcePlan
spec: { manifests: ["*.yml", "a.yaml", "*.yaml"] }
#- kustomization.yaml
resources: [a.yaml]
`;
  const links = (file: string) =>
    documentLinks(createSnapshot(filesOf(text)), `file:///project/${file}`).map(({ target }) => target);
  assert.deepEqual(links("a.yaml"), ["https://example.org/run?x=1"]);
  assert.deepEqual(links("plan.yaml"), ["file:///project/a.yaml"]);
  assert.deepEqual(links("kustomization.yaml"), ["file:///project/a.yaml"]);
});

function outline(symbols: readonly DocumentSymbol[], indent: string = ""): readonly string[] {
  return symbols.flatMap(({ name, detail, children = [] }) => [
    `${indent}${name}${detail === "" ? "" : ` · ${detail}`}`,
    ...outline(children, `${indent}  `),
  ]);
}

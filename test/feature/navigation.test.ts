import assert from "node:assert/strict";
import { test } from "node:test";
import type { Location, WorkspaceEdit } from "vscode-languageserver";
import { definition } from "../../server/src/feature/definition.ts";
import { linkedEditing } from "../../server/src/feature/linked-editing.ts";
import { referenceIndexOf } from "../../server/src/feature/reference-index.ts";
import { highlights, references } from "../../server/src/feature/references.ts";
import { prepareRename, rename } from "../../server/src/feature/rename.ts";
import { spanOf } from "../../server/src/feature/to-lsp.ts";
import { createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import { atCursor, edited } from "./at-cursor.ts";
import { filesOf } from "./planned.ts";
import { shop, shopAt } from "./shop.ts";

test("a name leads to its object, within the namespace", () => {
  assert.deepEqual(definitionsAt(shopAt("web }\n  maxReplicas")), ["web.yaml:4 web"]);
  assert.deepEqual(definitionsAt(shopAt("high\n")), ["around.yaml:29 high"]);
  assert.deepEqual(definitionsAt(shopAt('settings" }')), ["around.yaml:23 settings"]);
  assert.deepEqual(definitionsAt(shopAt("settings }\n")), ["around.yaml:23 settings"]);
  assert.deepEqual(definitionsAt(shopAt("data }\n")), ["around.yaml:34 data"]);
  assert.deepEqual(definitionsAt(shopAt("web\n      priority: 3")), ["web.yaml:4 web"]);
});

test("a selector leads to the workloads that it selects", () => {
  assert.deepEqual(definitionsAt(shopAt("tier: front }")), ["web.yaml:4 web"]);
  assert.deepEqual(definitionsAt(shopAt("app: web } }\n---")), ["web.yaml:4 web"]);
});

test("what is not there, or no name, leads nowhere", () => {
  assert.deepEqual(definitionsAt(shopAt("runner")), []);
  assert.deepEqual(definitionsAt(shopAt("replicas: 2")), []);
});

test("references to a workload: by name, by the plan, and by the labels of its pods", () => {
  const expected = [
    "web.yaml:4 web",
    "around.yaml:5 web",
    "plan.yaml:7 web",
    "around.yaml:13 selector",
    "around.yaml:19 selector",
  ];
  assert.deepEqual(referencesAt(shopAt("web\n  namespace"), true), expected);
  assert.deepEqual(referencesAt(shopAt("web }\n  maxReplicas"), false), expected.slice(1));
});

test("references to other objects", () => {
  assert.deepEqual(referencesAt(shopAt("settings, namespace: shop"), false), [
    "web.yaml:24 settings",
    "web.yaml:31 settings",
  ]);
  assert.deepEqual(referencesAt(shopAt("settings, namespace: other"), false), []);
});

test("the same name in the same file is highlighted", () => {
  const { snapshot, file, position, source } = atCursor(shopAt('settings" }'));
  const found = highlights(snapshot, file, position).map(({ range }) => spanOf(source, range).start);
  assert.equal(found.length, 2);
});

test("renaming changes the object and all that refer to it, in every file and in their quotes", () => {
  const expected = (text: string): string =>
    text
      .replace("name: web\n  namespace", "name: api\n  namespace")
      .replace("kind: Deployment, name: web }", "kind: Deployment, name: api }")
      .replace("Deployment/shop/web", "Deployment/shop/api");
  for (const at of ["web\n  namespace", "web }\n  maxReplicas", "web\n      priority: 3"])
    assert.deepEqual(renamed(shopAt(at), "api"), filesOf(expected(shop)), at);
  const settings = shop.replaceAll(/name: "?settings"?(?!, namespace: other|\n#- plan)/g, (all) =>
    all.replace("settings", "options"),
  );
  const after = settings.replace("data:\n  name: options", "data:\n  name: settings");
  assert.deepEqual(renamed(shopAt('settings" }'), "options"), filesOf(after));
});

test("a namespace is renamed where it is qualified too", () => {
  const fixture = `#- a.yaml\napiVersion: v1\nkind: Namespace\nmetadata: { name: $0shop }\n${shop}`;
  const after = [...renamed(fixture, "store").values()].join("\n");
  assert.doesNotMatch(after, /shop/);
  assert.match(after, /ref: Deployment\/store\/web/);
});

test("only what stands in the workspace can be renamed, to what can be a name and is not taken", () => {
  const named = atCursor(shopAt('settings" }'));
  assert.equal(prepareRename(named.snapshot, named.file, named.position)?.placeholder, "settings");
  const missing = atCursor(shopAt("runner"));
  assert.equal(prepareRename(missing.snapshot, missing.file, missing.position), null);
  assert.match(refusal(shopAt('settings" }'), "Not A Name"), /lower case/);
  assert.match(
    refusal(`${shopAt('settings" }')}---\nkind: ConfigMap\nmetadata: { name: taken, namespace: shop }\n`, "taken"),
    /There is a ConfigMap taken already/,
  );
});

test("the label of a selector and its twin in the template are edited together", () => {
  for (const at of ["app: web }\n  template", "app: web\n        tier"]) {
    const { snapshot, file, position, source } = atCursor(shopAt(at));
    const { ranges = [] } = linkedEditing(snapshot, file, position) ?? {};
    assert.deepEqual(
      ranges.map((range) => source.text.slice(spanOf(source, range).start, spanOf(source, range).end)),
      ["app", "app"],
    );
  }
  const tier = atCursor(shopAt("tier: front\n"));
  assert.equal(linkedEditing(tier.snapshot, tier.file, tier.position), null);
});

test("the index is made once for each state of the files, plans aside", () => {
  const snapshot = createSnapshot(filesOf(shop));
  assert.equal(referenceIndexOf(snapshot), referenceIndexOf({ ...snapshot }));
});

function definitionsAt(fixture: string): readonly string[] {
  const { snapshot, file, position } = atCursor(fixture);
  return described(snapshot, definition(snapshot, file, position));
}

function referencesAt(fixture: string, includeDeclaration: boolean): readonly string[] {
  const { snapshot, file, position } = atCursor(fixture);
  return described(snapshot, references(snapshot, file, position, includeDeclaration));
}

/** `file:line text`, lines from 1. */
function described(snapshot: Snapshot, found: readonly Location[]): readonly string[] {
  return found.map(({ uri, range }) => {
    const source = snapshot.files.get(uri);
    assert.ok(source);
    const { start, end } = spanOf(source, range);
    return `${uri.replace("file:///project/", "")}:${range.start.line + 1} ${source.text.slice(start, end)}`;
  });
}

function renamed(fixture: string, newName: string): ReadonlyMap<string, string> {
  const { snapshot, file, position } = atCursor(fixture);
  const target = { sources: snapshot.files, versions: new Map(), documentChanges: false };
  const edit: WorkspaceEdit | { readonly refused: string } = rename(snapshot, file, position, newName, target);
  assert.ok("changes" in edit, JSON.stringify(edit));
  return new Map([...snapshot.files].map(([uri, source]) => [uri, edited(source, edit.changes?.[uri] ?? [])]));
}

function refusal(fixture: string, newName: string): string {
  const { snapshot, file, position } = atCursor(fixture);
  const target = { sources: snapshot.files, versions: new Map(), documentChanges: false };
  const edit = rename(snapshot, file, position, newName, target);
  return "refused" in edit ? edit.refused : "";
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { completion } from "../../server/src/feature/completion.ts";
import { hover } from "../../server/src/feature/hover.ts";
import { positionAt } from "../../server/src/feature/to-lsp.ts";
import { createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import { dedent, extractCursor } from "../support/fixture.ts";

const definition = dedent(`
  apiVersion: apiextensions.k8s.io/v1
  kind: CustomResourceDefinition
  metadata: { name: caches.example.com }
  spec:
    group: example.com
    scope: Namespaced
    names: { kind: Cache, plural: caches }
    versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec:
                type: object
                required: [size]
                properties:
                  size: { type: integer, description: How many members there are. }
                  policy: { type: string, enum: [LRU, LFU], default: LRU, description: What goes first. }
`);

/** The workspace has one definition of a kind, and is for an older version of Kubernetes. */
function at(fixture: string, version = "1.33"): { snapshot: Snapshot; position: ReturnType<typeof positionAt> } {
  const { text, offset } = extractCursor(dedent(fixture));
  const files = new Map([
    [".resource-planner.yaml", `kubernetesVersion: "${version}"\n`],
    ["crd.yaml", definition],
    ["a.yaml", text],
  ]);
  const snapshot = createSnapshot(files);
  const source = snapshot.files.get("a.yaml");
  assert.ok(source);
  return { snapshot, position: positionAt(source, offset) };
}

function hoverAt(fixture: string): string {
  const { snapshot, position } = at(fixture);
  const { contents = "" } =
    hover(snapshot, "a.yaml", position, { markdown: true, chart: false, automatic: false }) ?? {};
  return typeof contents === "object" && "value" in contents ? contents.value : String(contents);
}

function completedAt(
  fixture: string,
  version?: string,
): readonly { readonly label: string; readonly documentation: unknown }[] {
  const { snapshot, position } = at(fixture, version);
  const options = { snippets: true, retriggers: true, markdown: true };
  return completion(snapshot, "a.yaml", position, options).items.map(({ label, documentation }) => ({
    label,
    documentation: typeof documentation === "object" ? documentation.value : documentation,
  }));
}

function labels(fixture: string, version?: string): readonly string[] {
  return completedAt(fixture, version).map(({ label }) => label);
}

const cache = "apiVersion: example.com/v1\nkind: Cache\nmetadata: { name: a }\n";

test("a hover explains a field by the definition in the workspace", () => {
  assert.equal(
    hoverAt(`${cache}spec:\n  siz$0e: 3\n`),
    "**size** · whole number · required\n\nHow many members there are.",
  );
});

test("fields of a kind that the workspace defines are completed, with what it says of them", () => {
  assert.deepEqual(completedAt(`${cache}spec:\n  $0\n`), [
    { label: "size", documentation: "**size** · whole number · required\n\nHow many members there are." },
    {
      label: "policy",
      documentation: "**policy** · string\n\nWhat goes first.\n\nOne of `LRU`, `LFU`.\n\nDefault: `LRU`.",
    },
  ]);
});

test("its values are completed, and its name", () => {
  assert.deepEqual(labels(`${cache}spec:\n  policy: $0\n`), ["LRU", "LFU"]);
  assert.deepEqual(labels("kind: $0\napiVersion: example.com/v1\n"), ["Cache"]);
  assert.deepEqual(labels("apiVersion: $0\nkind: Cache\n"), ["example.com/v1"]);
  assert.ok(labels("$0\n").includes("Cache"));
});

const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  host$0\n";

test("a field of a later version of Kubernetes is not completed", () => {
  const older = labels(pod, "1.33");
  assert.ok(older.includes("hostname"));
  assert.ok(!older.includes("hostnameOverride"));
  assert.ok(labels(pod, "1.34").includes("hostnameOverride"));
});

test("nor is its API version", () => {
  assert.deepEqual(labels("apiVersion: $0\nkind: ResourceClaim\n", "1.33"), [
    "resource.k8s.io/v1beta1",
    "resource.k8s.io/v1beta2",
  ]);
  assert.ok(labels("apiVersion: $0\nkind: ResourceClaim\n", "1.34").includes("resource.k8s.io/v1"));
});

test("a hover says which version of Kubernetes brought a field", () => {
  const text = hoverAt("apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  hostname$0Override: web\n");
  assert.match(text, /\n\nSince Kubernetes 1\.34\.$/);
});

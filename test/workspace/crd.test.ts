import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { applyEdits } from "../../server/src/document/edit.ts";
import { describeField } from "../../server/src/schema/describe.ts";
import { customSchemasIn } from "../../server/src/workspace/custom-schemas.ts";
import { type allFindings, createSnapshot, findingsOf } from "../../server/src/workspace/snapshot.ts";
import { checkFindings } from "../support/check.ts";
import { dedent } from "../support/fixture.ts";

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
            required: [spec]
            properties:
              spec:
                type: object
                required: [size]
                properties:
                  size:
                    type: integer
                    minimum: 1
                    maximum: 9
                    description: How many members there are.
                  ratio: { type: number, minimum: 0, exclusiveMinimum: true }
                  policy: { type: string, enum: [LRU, LFU], default: LRU }
                  port: { x-kubernetes-int-or-string: true }
                  host: { type: string, pattern: "^[a-z.]+$" }
                  note: { type: string, nullable: true }
                  labels: { type: object, additionalProperties: { type: string } }
                  config: { type: object, x-kubernetes-preserve-unknown-fields: true, properties: { level: { type: string } } }
                  pod: { type: object, x-kubernetes-embedded-resource: true, properties: { spec: { type: object, x-kubernetes-preserve-unknown-fields: true } } }
                  members:
                    type: array
                    minItems: 1
                    items: { type: object, required: [name], properties: { name: { type: string } } }
      - name: v1alpha1
        served: true
        storage: false
        schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
`);

function findingsIn(text: string): ReturnType<typeof allFindings> {
  const files = new Map([
    ["crd.yaml", definition],
    ["cache.yaml", text],
  ]);
  const snapshot = createSnapshot(files);
  assert.deepEqual(findingsOf(snapshot, "crd.yaml"), []);
  return findingsOf(snapshot, "cache.yaml");
}

describe("a kind that a CustomResourceDefinition of the workspace defines", () => {
  test("is checked by its schema", () => {
    const text = dedent(`
      apiVersion: example.com/v1
      kind: Cache
      metadata: { name: a, nmespace: b }
      #                    ^^^^^^^^ schema/unknown-field
      spec:
        size: 10
        #     ^^ schema/range: spec.size must be at most 9, not 10
        ratio: 0
        #      ^ schema/range: spec.ratio must be more than 0, not 0
        policy: lru
        #       ^^^ schema/enum: spec.policy must be one of LRU, LFU, not "lru". Did you mean LRU?
        port: [80]
        #     ^^^^ schema/type: spec.port must be a whole number or a string, not a list
        host: A_B
        #     ^^^ schema/format
        labels: { a: 1 }
        #            ^ schema/type
        hots: a
      # ^^^^ schema/unknown-field: spec has no field "hots".
        members: [{ nam: x }]
        #           ^^^ schema/unknown-field: spec.members[0] has no field "nam". Did you mean "name"?
    `);
    checkFindings(text, findingsIn(text));
  });

  const right: Readonly<Record<string, string>> = {
    "null and all it keeps": `
      apiVersion: example.com/v1
      kind: Cache
      metadata: { name: a, labels: { b: c } }
      spec:
        size: 3
        port: http
        note: null
        labels: { "a/b~c": d }
        config: { level: a, other: [1, 2] }
        pod: { apiVersion: v1, kind: Pod, metadata: { name: b }, spec: { x: y } }
        members: [{ name: b }]
    `,
    "a version that keeps everything": `
      apiVersion: example.com/v1alpha1
      kind: Cache
      metadata: { name: a }
      spec: { anything: [goes] }
    `,
    "a version that is not defined": `
      apiVersion: example.com/v2
      kind: Cache
      spec: { anything: [goes] }
    `,
  };
  for (const [name, text] of Object.entries(right)) {
    test(`has no false error with ${name}`, () => assert.deepEqual(findingsIn(dedent(text)), []));
  }

  test("lacks what is required, and its fixes are those of other kinds", () => {
    const text = "apiVersion: example.com/v1\nkind: Cache\nmetadata: { name: a }\nspec:\n  sizes: 3\n  policy: lfu\n";
    const findings = findingsIn(text);
    assert.deepEqual(
      findings.map(({ message }) => message),
      [
        'spec has no field "sizes". Did you mean "size"?',
        'spec.policy must be one of LRU, LFU, not "lfu". Did you mean LFU?',
      ],
    );
    const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
    assert.equal(applyEdits(text, edits), text.replace("sizes", "size").replace("lfu", "LFU"));
  });

  test("is described", () => {
    const { files } = createSnapshot(new Map([["crd.yaml", definition]]));
    const field = describeField("example.com/v1", "Cache", ["spec", "size"], customSchemasIn(files));
    assert.deepEqual(field, {
      title: "size",
      type: "whole number",
      description: "How many members there are.",
      required: true,
    });
  });

  test("is checked anew when its definition changes", () => {
    const text = "apiVersion: example.com/v1\nkind: Cache\nmetadata: { name: a }\nspec: { size: 3, extra: true }\n";
    const before = createSnapshot(
      new Map([
        ["crd.yaml", definition],
        ["cache.yaml", text],
      ]),
    );
    const wider = definition.replace("size:\n", "extra: { type: boolean }\n                  size:\n");
    const after = createSnapshot(
      new Map([
        ["crd.yaml", wider],
        ["cache.yaml", text],
      ]),
      before,
    );
    const codes = (snapshot: typeof before) => findingsOf(snapshot, "cache.yaml").map(({ code }) => code);
    assert.deepEqual([codes(before), codes(after)], [["schema/unknown-field"], []]);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseFile } from "../../../server/src/document/parse.ts";
import { type BuiltValue, builtFrom as toBuilt } from "../../../server/src/workspace/kustomize/built-value.ts";
import { builtFrom } from "./built.ts";

/** What a value means, without its places. */
function meaning(value: BuiltValue): unknown {
  if (value.type === "map") return Object.fromEntries(value.entries.map((entry) => [entry.key, meaning(entry.value)]));
  return value.type === "sequence" ? value.items.map(meaning) : value.value;
}

function meaningsOf(text: string): readonly unknown[] {
  const { documents } = parseFile("a.yaml", text);
  const written = { text, originOf: (span: { start: number; end: number }) => ({ file: "a.yaml", span }) };
  return documents.flatMap(({ root }) => (root === undefined ? [] : [meaning(toBuilt(root, written))]));
}

const name = fc.constantFrom("web", "log", "api");
const container = fc.record(
  {
    name,
    image: fc.constantFrom("a:1", "'b'", '"c d"', "|\n            two\n            lines"),
    cpu: fc.constantFrom("100m", "1", "0.5", "'2'", "1_000m"),
    args: fc.constantFrom("[x, y]", "[]", "{}", "~", "\n            - - deep\n            - k: v"),
  },
  { requiredKeys: ["name"] },
);
const containers = fc.uniqueArray(container, { selector: (each) => each.name, minLength: 1, maxLength: 3 });
const deployment = fc.record({ name: fc.constant("web"), replicas: fc.nat(9), containers });

function yamlOf(object: {
  name: string;
  replicas: number;
  containers: readonly Partial<Record<string, string>>[];
}): string {
  const items = object.containers.map(
    (each) =>
      `        - name: ${each["name"]}\n${each["image"] === undefined ? "" : `          image: ${each["image"]}\n`}` +
      `${each["args"] === undefined ? "" : `          args: ${each["args"]}\n`}` +
      `${each["cpu"] === undefined ? "" : `          resources: { requests: { cpu: ${each["cpu"]} } }\n`}`,
  );
  return (
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${object.name} } # a comment\nspec:\n` +
    `  replicas: ${object.replicas}\n  template:\n    spec:\n      containers:\n${items.join("")}`
  );
}

function overlay(base: string, patches: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ["base/kustomization.yaml", "resources: [web.yaml]\n"],
    ["base/web.yaml", base],
    [
      "kustomization.yaml",
      `resources: [base]\npatches: [${patches.map((_, at) => `{ path: p${at}.yaml }`).join(", ")}]\n`,
    ],
    ...patches.map((patch, at) => [`p${at}.yaml`, patch] as const),
  ]);
}

test("an overlay that transforms nothing is its base", () => {
  fc.assert(
    fc.property(deployment, (object) => {
      const text = yamlOf(object);
      const { printed } = builtFrom(overlay(text, []));
      assert.deepEqual(meaningsOf(printed.text), meaningsOf(text));
    }),
  );
});

test("a patch laid over an object twice changes no more than once", () => {
  fc.assert(
    fc.property(deployment, deployment, (object, change) => {
      const patch = yamlOf(change);
      const once = builtFrom(overlay(yamlOf(object), [patch]));
      const twice = builtFrom(overlay(yamlOf(object), [patch, patch]));
      assert.equal(twice.printed.text, once.printed.text);
      assert.deepEqual(once.build.findings, []);
    }),
  );
});

test("an object laid over itself stays the same", () => {
  fc.assert(
    fc.property(deployment, (object) => {
      const text = yamlOf(object).replaceAll(": ~", ": 1");
      assert.deepEqual(meaningsOf(builtFrom(overlay(text, [text])).printed.text), meaningsOf(text));
    }),
  );
});

test("every printed value has its text at its origin, or the text's value", () => {
  fc.assert(
    fc.property(deployment, deployment, (object, change) => {
      const { files, printed } = builtFrom(overlay(yamlOf(object), [yamlOf(change)]));
      for (const { span, origin } of printed.places) {
        const own = printed.text.slice(span.start, span.end);
        const written = files.get(origin.file)?.slice(origin.span.start, origin.span.end);
        if (own === written) continue;
        // What takes several lines there is printed on one.
        assert.ok(written?.startsWith("|\n"), `${own} at ${written}`);
      }
    }),
  );
});

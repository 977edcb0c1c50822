import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseFile } from "../../server/src/document/parse.ts";
import { kinds, schemaFor } from "../../server/src/schema/schemas.ts";
import { validateDocument } from "../../server/src/schema/validate.ts";
import { exampleOf } from "./example-of.ts";

for (const { apiVersion, kind } of kinds()) {
  const example = exampleOf(schemaFor(apiVersion, kind)?.schema ?? {});

  test(`${kind} of ${apiVersion}: whatever its schema admits is valid`, () => {
    fc.assert(
      fc.property(example, (object) => {
        assert.deepEqual(findingsOf(JSON.stringify(object)), []);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test(`${kind} of ${apiVersion}: an unknown field is one finding, at its key`, () => {
    fc.assert(
      fc.property(example, (object) => {
        const text = JSON.stringify({ apiVersion, kind, ...(object as object), "not-a-field": { replicas: "x" } });
        const found = findingsOf(text).map(({ code, span }) => [code, text.slice(span.start, span.end)]);
        assert.deepEqual(found, [["schema/unknown-field", '"not-a-field"']]);
      }),
      { numRuns: 5, seed: 1 },
    );
  });
}

test("half of a document gives no exception, and what a broken one lacks is not reported", () => {
  const pod = exampleOf(schemaFor("v1", "Pod")?.schema ?? {});
  fc.assert(
    fc.property(pod, fc.double({ min: 0, max: 1, noNaN: true }), (object, share) => {
      const whole = JSON.stringify(object, null, 2);
      const text = whole.slice(0, Math.round(whole.length * share));
      const { documents } = parseFile("a.yaml", text);
      for (const document of documents) {
        for (const { code, span } of validateDocument(document)) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
          assert.ok(!document.broken || code !== "schema/required");
        }
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

function findingsOf(text: string) {
  return parseFile("a.json", text)
    .documents.slice(0, 1)
    .flatMap((document) => validateDocument(document));
}

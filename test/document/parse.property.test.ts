import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { SourceFile, ValueNode } from "../../server/src/document/document.ts";
import { applyEdits, setValues } from "../../server/src/document/edit.ts";
import { nodeAt, placeAt } from "../../server/src/document/locate.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import type { Span } from "../../server/src/document/span.ts";
import { sample } from "./sample.ts";

const file = fc.constantFrom("a.yaml", "a.json");
const snippet = fc.oneof(
  fc.constantFrom(
    "\t",
    "{",
    "}",
    "[",
    "]",
    "- ",
    ": ",
    "#",
    "&a",
    "*a",
    "<<: *a",
    "|",
    ">",
    '"',
    "'",
    "? ",
    "---\n",
    "...\n",
  ),
  fc.constantFrom(
    "\r\n",
    "\r",
    "%TAG ! x",
    "!!int ",
    "!x ",
    "\uFEFF",
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> b\n",
    "\u2028",
    "\0",
  ),
  fc.string({ maxLength: 4 }),
);

describe("whatever a file holds, it is read without an exception", () => {
  test("random text", () => {
    fc.assert(fc.property(file, fc.string({ unit: "binary", maxLength: 200 }), checkAny), { numRuns: 250 });
  });
  test("random pieces of YAML", () => {
    fc.assert(
      fc.property(
        file,
        fc.array(snippet, { maxLength: 60 }).map((parts) => parts.join("")),
        checkAny,
      ),
      { numRuns: 500 },
    );
  });
  test("a manifest cut off anywhere", () => {
    for (let end = 0; end <= sample.length; end += 7) checkAny("a.yaml", sample.slice(0, end));
  });
  test("a manifest with random edits", () => {
    const edit = fc.record({ start: fc.nat(sample.length), length: fc.nat(30), text: snippet });
    fc.assert(
      fc.property(file, fc.array(edit, { minLength: 1, maxLength: 4 }), (name, edits) => {
        let text = sample;
        for (const { start, length, text: inserted } of edits)
          text = text.slice(0, start) + inserted + text.slice(start + length);
        checkAny(name, text);
      }),
      { numRuns: 250 },
    );
  });
});

describe("a changed file", () => {
  const edit = fc.record({ start: fc.nat(sample.length), length: fc.nat(20), text: snippet });

  test("is read with its earlier version as it is without", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let source = parseFile("a.yaml", sample);
        for (const { start, length, text } of edits) {
          const changed = source.text.slice(0, start) + text + source.text.slice(start + length);
          source = parseFile("a.yaml", changed, source);
          assert.deepEqual(source, parseFile("a.yaml", changed));
        }
      }),
      { numRuns: 120 },
    );
  });
  test("keeps the documents above the change, and the values shared by aliases shared", () => {
    const before = parseFile("a.yaml", `a: 1\n---\nb: 2\n---\nc: &c {x: 1}\nd: *c\n`);
    const after = parseFile("a.yaml", before.text.replace("2", "25"), before);
    assert.equal(after.documents[0], before.documents[0]);
    assert.notEqual(after.documents[1], before.documents[1]);
    const [, , last] = after.documents;
    assert.equal(nodeAt(last?.root, ["c"]), nodeAt(last?.root, ["d"]));
    assert.equal(nodeAt(last?.root, ["c"])?.span.start, after.text.indexOf("{"));
  });
});

test("the sample itself is free of findings", () => {
  const source = parseFile("a.yaml", sample);
  assert.deepEqual(source.findings, []);
  assert.deepEqual(
    source.documents.map(({ kind, name, namespace }) => `${kind}/${namespace}/${name}`),
    ["Deployment/default/web", "List/default/", "Service/default/web", "ConfigMap/default/settings", "Pod/x/json"],
  );
});

/** Everything that holds for any text at all. */
function checkAny(name: string, text: string): void {
  const source = parseFile(name, text);
  for (const { span } of source.findings) checkSpan(text, span);
  for (const document of source.documents) {
    checkSpan(text, document.span);
    checkValues(text, document.root, new Set());
    for (let offset = 0; offset <= text.length; offset += 17) placeAt(document, offset);
  }
  checkEdits(source);
}

function checkSpan(text: string, { start, end }: Span): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `span ${start}–${end} of ${text.length}`);
}

function checkValues(text: string, node: ValueNode | undefined, seen: Set<ValueNode>): void {
  if (node === undefined || seen.has(node)) return;
  seen.add(node);
  checkSpan(text, node.span);
  if (node.type === "scalar") return;
  if (node.type === "map") for (const { keySpan } of node.entries) checkSpan(text, keySpan);
  for (const { value, alias } of node.type === "map" ? node.entries : node.items) {
    if (alias !== undefined) checkSpan(text, alias);
    checkValues(text, value, seen);
  }
}

function checkEdits(source: SourceFile): void {
  for (const document of source.documents) {
    const paths = [
      ["spec", "replicas"],
      ["metadata", "new", "key"],
      ["spec", "template", "spec", "containers", 0, "resources", "limits", "cpu"],
    ];
    const edits = setValues(
      source,
      document,
      paths.map((path) => ({ path, scalar: "1" })),
    );
    let done = 0;
    for (const { span } of edits) {
      assert.ok(done <= span.start);
      checkSpan(source.text, span);
      done = span.end;
    }
    applyEdits(source.text, edits);
  }
}

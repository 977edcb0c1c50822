import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { TextEdit } from "vscode-languageserver";
import { parseFile } from "../../server/src/document/parse.ts";
import { formatting, indentNewLine } from "../../server/src/feature/formatting.ts";
import { rangeOf } from "../../server/src/feature/to-lsp.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { arbitraryManifest } from "../document/arbitrary-manifest.ts";
import { sample } from "../document/sample.ts";
import { dedent } from "../support/fixture.ts";
import { plainValue } from "../support/plain-value.ts";
import { atCursor, edited } from "./at-cursor.ts";

const file = "file:///project/test.yaml";

const uneven = dedent(`
  # what serves
  spec:
     replicas: 2  
     template:
           # the only one
           containers:
           - name: web   # main
             command:
                 - sh
                 - -c
                 - |
                      if true; then  
                        echo "a: b"
                      fi
             args: [a,
                  b]
           -   name: proxy
               note: "one
                 line"
  ---
  a:
      b: &b
          c: 1
      d: *b
  `);

const even = dedent(`
  # what serves
  spec:
     replicas: 2
     template:
        # the only one
        containers:
        - name: web   # main
          command:
             - sh
             - -c
             - |
                  if true; then  
                    echo "a: b"
                  fi
          args: [a,
               b]
        -   name: proxy
            note: "one
              line"
  ---
  a:
      b: &b
          c: 1
      d: *b
  `);

test("blocks are indented evenly, in each document's own unit, and lines lose the white space at their end", () => {
  assert.equal(formatted(uneven), even);
});

test("what is even already stays as it is, whatever its unit and wherever its dashes stand", () => {
  for (const text of [even, sample, "a:\n- b: 1\n  c:\n    - d\n", "a:\n    b:\n        - c\n"])
    assert.deepEqual(edits(text), [], text);
});

test("the unit is that of most blocks", () => {
  assert.equal(formatted("a:\n     b: 1\nc:\n  d:\n    e: 1\n"), "a:\n  b: 1\nc:\n  d:\n    e: 1\n");
});

test("a list is formatted once, with its items", () => {
  const text =
    "kind: List\nmetadata:\n  a: b\nitems:\n  - kind: Pod\n    metadata:\n          name: a  \n  - kind: Pod  \n";
  assert.equal(edits(text).length, 3);
  assert.equal(
    formatted(text),
    "kind: List\nmetadata:\n  a: b\nitems:\n  - kind: Pod\n    metadata:\n      name: a\n  - kind: Pod\n",
  );
});

test("a part is formatted alone, and put below what is not asked for", () => {
  const text = "a:\n   b:\n         c: 1\n   d: 2  \ne:\n       f: 3  \n";
  const start = text.indexOf("   b:");
  assert.equal(
    formatted(text, start, text.indexOf("  \ne:") + 2),
    "a:\n   b:\n      c: 1\n   d: 2\ne:\n       f: 3  \n",
  );
});

test("a part that would be another block without the rest of it is not indented", () => {
  const text = "a:\n  x: 1\nb:\n     c: 1  \n     d: 2\n";
  assert.equal(formatted(text, text.indexOf("c: 1"), text.indexOf("c: 1")), text.replace("1  ", "1"));
});

test("what cannot be read, templates and JSON are left alone", () => {
  const texts = ["a: [1  \nb:   \n", "a: {{ .Values.a }}  \n", "a:  \n  b: 'x  \n"];
  for (const text of texts) assert.deepEqual(edits(text), [], text);
  assert.deepEqual(formatting(createSnapshot(new Map([["file:///a.json", '{ "a":  1 } ']])), "file:///a.json"), []);
});

test("the values stay the same, and a second time nothing is left to do", () => {
  const stretched = fc
    .tuple(arbitraryManifest, fc.infiniteStream(fc.nat(3)))
    .map(([text, extra]) => stretch(text, extra));
  fc.assert(
    fc.property(fc.oneof(arbitraryManifest, stretched), fc.nat(400), fc.nat(400), (text, start, length) => {
      const after = formatted(text);
      assert.deepEqual(valuesOf(after), valuesOf(text));
      assert.equal(formatted(after), after);
      assert.deepEqual(valuesOf(formatted(text, start, start + length)), valuesOf(text));
    }),
    { numRuns: 150 },
  );
});

const newLines: readonly (readonly [before: string, indent: string])[] = [
  ["spec:\n$0", "  "],
  ["a:\n    b: 1\nc:\n$0", "    "],
  ["a:\n  - name: web\n  $0", "    "],
  ["a:\n  - resources:\n  $0", "      "],
  ["a:\n  b: |\n$0", "    "],
  ["a: # comment\n$0", "  "],
];

test("a new line is indented below an open key, and beside the first key of an item", () => {
  for (const [before, indent] of newLines) {
    const { snapshot, file: uri, source, position } = atCursor(before);
    const { text } = source;
    assert.equal(edited(source, indentNewLine(snapshot, uri, position)), text.replace(/ *$/, indent), before);
  }
});

test("a new line that is where editors put it, or in text of several lines, stays", () => {
  for (const before of ["a:\n  b: 1\n  $0", "- a\n$0", "a: |\n  b:\n  $0", "a:\n  $0b: 1", "$0"]) {
    const { snapshot, file: uri, position } = atCursor(before);
    assert.deepEqual(indentNewLine(snapshot, uri, position), [], before);
  }
});

function edits(text: string, start?: number, end: number = text.length): TextEdit[] {
  const snapshot = createSnapshot(new Map([[file, text]]));
  const source = snapshot.files.get(file);
  assert.ok(source);
  return formatting(snapshot, file, start === undefined ? undefined : rangeOf(source, { start, end }));
}

function formatted(text: string, start?: number, end?: number): string {
  return edited(parseFile(file, text), edits(text, start, end));
}

function valuesOf(text: string): unknown {
  return parseFile(file, text).documents.map(({ root, broken }) => [broken, plainValue(root)]);
}

/** The text with some of its blocks pushed further in, each with all that is in it. */
function stretch(text: string, extra: Iterable<number>): string {
  const widths = extra[Symbol.iterator]();
  const added = new Map([[0, 0]]);
  return text
    .split("\n")
    .map((line) => {
      const column = /^ */.exec(line)?.[0].length ?? 0;
      for (const known of added.keys()) if (known > column) added.delete(known);
      const outer = Math.max(...added.values());
      if (!added.has(column)) added.set(column, outer + (widths.next().value ?? 0));
      return " ".repeat(added.get(column) ?? 0) + line;
    })
    .join("\n");
}

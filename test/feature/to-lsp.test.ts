import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { SourceFile } from "../../server/src/document/document.ts";
import {
  type EditTarget,
  offsetAt,
  positionAt,
  spanOf,
  toDiagnostic,
  toWorkspaceEdit,
} from "../../server/src/feature/to-lsp.ts";

test("columns count UTF-16 code units, and every kind of line break ends a line", () => {
  const source = sourceOf("😀x\r\ny\rz\n");
  assert.deepEqual(positionAt(source, 3), { line: 0, character: 3 });
  assert.deepEqual(positionAt(source, source.text.indexOf("y")), { line: 1, character: 0 });
  assert.deepEqual(positionAt(source, source.text.indexOf("z")), { line: 2, character: 0 });
  assert.deepEqual(positionAt(source, 99), { line: 3, character: 0 });
});

test("a position beyond a line's end is the line's end, one beyond the last line the text's end", () => {
  const source = sourceOf("ab\r\ncd");
  assert.equal(offsetAt(source, { line: 0, character: 9 }), 2);
  assert.equal(offsetAt(source, { line: 9, character: 0 }), 6);
});

test("positions and offsets agree with the protocol's reference implementation", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "é", "😀", "\n", "\r", "\r\n", " "), maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.nat(60), fc.nat(60), (text, offset, line) => {
      const source = sourceOf(text);
      const reference = TextDocument.create("file:///a.yaml", "yaml", 1, text);
      // Between the two halves of a line break there is no position of its own.
      fc.pre(!(text[offset - 1] === "\r" && text[offset] === "\n"));
      assert.deepEqual(positionAt(source, offset), reference.positionAt(offset));
      const position = { line: line % 5, character: offset };
      assert.equal(offsetAt(source, position), reference.offsetAt(position));
    }),
  );
});

test("a span survives the way to the editor and back", () => {
  const source = sourceOf("a: 1\nb: 2\n");
  const range = { start: positionAt(source, 3), end: positionAt(source, 8) };
  assert.deepEqual(spanOf(source, range), { start: 3, end: 8 });
});

test("a diagnostic has code, severity, origin and places in other files", () => {
  const source = sourceOf("cpu: 1\n");
  const other = { ...sourceOf("x\ny: 2\n"), file: "file:///b.yaml" };
  const diagnostic = toDiagnostic(
    source,
    {
      code: "plan/over-requested",
      severity: "information",
      message: "Too much.",
      file: source.file,
      span: { start: 5, end: 6 },
      related: [
        { file: other.file, span: { start: 2, end: 3 }, message: "The autoscaler" },
        { file: "file:///gone.yaml", span: { start: 0, end: 0 }, message: "Gone" },
      ],
    },
    new Map([source, other].map((file) => [file.file, file])),
  );
  assert.deepEqual(diagnostic, {
    code: "plan/over-requested",
    severity: 3,
    source: "resource-planner",
    message: "Too much.",
    range: { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } },
    relatedInformation: [
      {
        message: "The autoscaler",
        location: {
          uri: other.file,
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } },
        },
      },
    ],
  });
});

const edit = { file: "file:///a.yaml", span: { start: 5, end: 6 }, newText: "2" };

test("an edit names the version of an open document, and null for a file on disk", () => {
  const b = { ...sourceOf("x"), file: "file:///b.yaml" };
  const target = targetOf({ versions: new Map([["file:///a.yaml", 7]]) }, b);
  const { documentChanges } = toWorkspaceEdit(
    [edit, { file: b.file, span: { start: 0, end: 1 }, newText: "y" }],
    target,
  );
  assert.deepEqual(
    documentChanges?.map((change) => "textDocument" in change && change.textDocument.version),
    [7, null],
  );
});

test("a client without document changes gets plain changes", () => {
  const { changes, documentChanges } = toWorkspaceEdit([edit], targetOf({ documentChanges: false }));
  assert.equal(documentChanges, undefined);
  assert.deepEqual(changes, {
    "file:///a.yaml": [{ range: { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } }, newText: "2" }],
  });
});

function targetOf(over: Partial<EditTarget>, ...more: readonly SourceFile[]): EditTarget {
  const sources = new Map([sourceOf("cpu: 1\n"), ...more].map((source) => [source.file, source]));
  return { sources, versions: new Map(), documentChanges: true, ...over };
}

function sourceOf(text: string): SourceFile {
  return { file: "file:///a.yaml", text, documents: [], findings: [] };
}

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ManifestDocument, SourceFile, ValueNode } from "../../server/src/document/document.ts";
import { applyEdits, type Change, setValues } from "../../server/src/document/edit.ts";
import { nodeAt } from "../../server/src/document/locate.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import type { Path } from "../../server/src/document/span.ts";
import { arbitraryKey, arbitraryManifest, arbitraryScalar } from "./arbitrary-manifest.ts";

/** Where a change is made: the value with this number, in the order of the text, and keys below it. */
const arbitraryPlace = fc.record({
  node: fc.nat(40),
  keys: fc.array(arbitraryKey, { maxLength: 3 }),
  scalar: arbitraryScalar,
});

const runs = 300;

test("a written value is there, and every other value is what it was", () => {
  fc.assert(
    fc.property(arbitraryManifest, arbitraryPlace, (text, place) => {
      const { source, document } = parseOne(text);
      const change = changeAt(document, place);
      const edits = setValues(source, document, [change]);
      fc.pre(edits.length > 0);
      const after = parseOne(applyEdits(text, edits));
      const expected = withScalar(textsOf(document.root), change.path, change.scalar);
      assert.deepEqual(textsOf(after.document.root), expected);
    }),
    { numRuns: runs },
  );
});

test("several values are written at once as one after the other", () => {
  fc.assert(
    fc.property(arbitraryManifest, fc.array(arbitraryPlace, { minLength: 2, maxLength: 5 }), (text, places) => {
      const { source, document } = parseOne(text);
      const changes = places.map((place) => changeAt(document, place)).filter(isDistinct);
      const together = parseOne(applyEdits(text, setValues(source, document, changes)));
      let apart = { source, document };
      for (const { path, scalar } of changes) {
        apart = parseOne(applyEdits(apart.source.text, setValues(apart.source, apart.document, [{ path, scalar }])));
      }
      assert.deepEqual(textsOf(together.document.root), textsOf(apart.document.root));
    }),
    { numRuns: runs },
  );
});

test("edits replace nothing but a scalar's own text or an empty value, in order and apart", () => {
  fc.assert(
    fc.property(arbitraryManifest, fc.array(arbitraryPlace, { minLength: 1, maxLength: 5 }), (text, places) => {
      const { source, document } = parseOne(text);
      const values = allValues(document.root).map(({ span }) => text.slice(span.start, span.end));
      const edits = setValues(
        source,
        document,
        places.map((place) => changeAt(document, place)),
      );
      let last = { start: -1, end: -1 };
      for (const { span } of edits) {
        assert.ok(span.start > last.start && span.start >= last.end);
        last = span;
        const replaced = text.slice(span.start, span.end).trim();
        assert.ok(replaced === "" || values.includes(replaced), replaced);
      }
    }),
    { numRuns: runs },
  );
});

function parseOne(text: string): { source: SourceFile; document: ManifestDocument } {
  const source = parseFile("a.yaml", text);
  assert.deepEqual(source.findings, [], text);
  const [document] = source.documents;
  assert.ok(document);
  return { source, document };
}

function changeAt(document: ManifestDocument, place: { node: number; keys: Path; scalar: string }): Change {
  const paths = allPaths(document.root, []);
  return { path: [...(paths[place.node % paths.length] ?? []), ...place.keys], scalar: place.scalar };
}

/** No change below another, and none twice: their order would matter. */
function isDistinct({ path }: Change, index: number, changes: readonly Change[]): boolean {
  return changes.every((other, at) => at === index || !other.path.every((step, depth) => step === path[depth]));
}

function allPaths(node: ValueNode | undefined, path: Path): readonly Path[] {
  if (node?.type === "map") return [path, ...node.entries.flatMap(({ key, value }) => allPaths(value, [...path, key]))];
  if (node?.type === "sequence")
    return [path, ...node.items.flatMap(({ value }, index) => allPaths(value, [...path, index]))];
  return [path];
}

function allValues(root: ValueNode | undefined): readonly ValueNode[] {
  return allPaths(root, []).flatMap((path) => nodeAt(root, path) ?? []);
}

/** What the change means, computed on plain values. */
function withScalar(value: unknown, path: Path, scalar: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return scalar;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withScalar(item, rest, scalar) : item));
  const entries: object = value === null || typeof value !== "object" ? {} : value;
  return { ...entries, [step]: withScalar(Reflect.get(entries, step), rest, scalar) };
}

/** The document as plain values with each scalar as its text: what a text means (`5` or "5") is the reader's matter. */
function textsOf(node: ValueNode | undefined): unknown {
  if (node?.type === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key, textsOf(value)]));
  if (node?.type === "sequence") return node.items.map(({ value }) => textsOf(value));
  return node?.style === "plain" ? node.source : node?.value;
}

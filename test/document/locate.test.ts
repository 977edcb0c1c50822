import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { entriesAt, entryAt, itemsAt, nodeAt, placeAt, scalarAt } from "../../server/src/document/locate.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import { extractCursor } from "../support/fixture.ts";
import { plainValue } from "../support/plain-value.ts";

function rootOf(text: string, file = "a.yaml"): ReturnType<typeof nodeAt> {
  return parseFile(file, text).documents[0]?.root;
}

/** The place at the cursor, as `path on: text`. */
function place(fixture: string): string | undefined {
  const { text, offset } = extractCursor(fixture);
  const [document] = parseFile("a.yaml", text).documents;
  const found = document && placeAt(document, offset);
  return found && `${found.path.join(".")} ${found.on}: ${text.slice(found.span.start, found.span.end)}`;
}

describe("a path", () => {
  const root = rootOf("a: &a {x: [1, {y: 2}]}\nb:\n  <<: *a\nc: *a\nd:\n");
  test("leads to a value through aliases and merge keys", () => {
    assert.equal(plainValue(nodeAt(root, ["a", "x", 1, "y"])), 2);
    assert.equal(nodeAt(root, ["b", "x"]), nodeAt(root, ["a", "x"]));
    assert.equal(nodeAt(root, ["c"]), nodeAt(root, ["a"]));
    assert.equal(nodeAt(root, []), root);
  });
  test("that leads nowhere is undefined", () => {
    for (const path of [["e"], ["a", "x", 2], ["a", "x", "0"], ["a", 0], ["d", "x"]])
      assert.equal(nodeAt(root, path), undefined);
    assert.equal(nodeAt(undefined, ["a"]), undefined);
  });
  test("leads to an entry, entries, items, a scalar", () => {
    assert.equal(entryAt(root, ["b", "x"])?.merged, true);
    assert.equal(entryAt(root, ["a", "x", 0]), undefined);
    assert.equal(scalarAt(root, ["d"])?.value, null);
    assert.deepEqual([entriesAt(root, ["a"]).length, entriesAt(root, ["a", "x"]).length], [1, 0]);
    assert.deepEqual([itemsAt(root, ["a", "x"]).length, itemsAt(root, ["a"]).length], [2, 0]);
  });
});

describe("an offset", () => {
  for (const [fixture, expected] of [
    ["spec:\n  rep$0licas: 3\n", "spec.replicas key: replicas"],
    ["spec:\n  replicas: $03\n", "spec.replicas value: 3"],
    ["spec:\n  replicas: 3$0\n", "spec.replicas value: 3"],
    ["a:\n  - b: x\n    c: 'y$0'\n", "a.0.c value: 'y'"],
    ["a: {b: [1, 2$03]}\n", "a.b.1 value: 23"],
    ["a: &x 1\nb: *$0x\n", "b value: *x"],
    ["a: &x {c: 1}\nb: *x$0\n", "b value: *x"],
    ["a: &x {c: 1$0}\nb: {<<: *x}\n", "a.c value: 1"],
    ["cpu: $0\n", "cpu value: "],
    ["a: {$0}\n", "a value: {}"],
    ["a: |\n  te$0xt\n", "a value: |\n  text"],
    ["a: 1 # com$0ment\n", undefined],
    ["a:\n $0 b: 1\n", undefined],
    ["a: &x {c: 1}\nb: {<<: *$0x}\n", undefined],
    ["$0", undefined],
  ] as const) {
    test(`stands on ${expected ?? "nothing"}: ${JSON.stringify(fixture)}`, () =>
      assert.equal(place(fixture), expected));
  }
});

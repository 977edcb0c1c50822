import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ManifestDocument, ValueNode } from "../../server/src/document/document.ts";
import { documentAt, nodeAt } from "../../server/src/document/locate.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import { plainValue } from "../support/plain-value.ts";

function parse(text: string, file = "a.yaml"): readonly ManifestDocument[] {
  return parseFile(file, text).documents;
}

function valuesOf(text: string, file?: string): readonly unknown[] {
  return parse(text, file).map(({ root }) => plainValue(root));
}

/** Each scalar of a document with its text, as `path: text`; an absent one shows the place where it would stand. */
function placesOf(text: string, file?: string): readonly string[] {
  const show = (path: string, node: ValueNode | undefined): readonly string[] => {
    if (node?.type === "map") return node.entries.flatMap(({ key, value }) => show(`${path}.${key}`, value));
    if (node?.type === "sequence") return node.items.flatMap(({ value }, index) => show(`${path}.${index}`, value));
    const { start = 0, end = 0 } = node?.span ?? {};
    return [`${path.slice(1)}: ${start < end ? text.slice(start, end) : `${text.slice(0, start)}|`}`];
  };
  return parse(text, file).flatMap(({ root }) => show("", root));
}

describe("values", () => {
  test("follow YAML 1.2's core schema", () => {
    assert.deepEqual(
      valuesOf("[1, 1.50, 0x1F, 0o17, 1e3, true, yes, on, null, ~, '', \"1\", .5, 08, 500m, 2024-01-01]"),
      [[1, 1.5, 31, 15, 1000, true, "yes", "on", null, null, "", "1", 0.5, 8, "500m", "2024-01-01"]],
    );
  });
  test("of unknown tags and of YAML 1.1's are texts", () => {
    assert.deepEqual(valuesOf("[!x 1, !!binary aGk=, !!timestamp 2024-01-01, !!str 5]"), [
      ["1", "aGk=", "2024-01-01", "5"],
    ]);
  });
  test("keep their text", () => {
    const [document] = parse("a: 1.50\nb: '1'\n");
    const texts = [["a"], ["b"]]
      .map((path) => nodeAt(document?.root, path))
      .map((node) => (node?.type === "scalar" ? node.source : ""));
    assert.deepEqual(texts, ["1.50", "1"]);
  });
  test("have keys that are texts", () => {
    assert.deepEqual(
      valuesOf("1: a\ntrue: b\n'x y': c\n__proto__: d\n: e\n").map((value) => JSON.stringify(value)),
      ['{"1":"a","true":"b","x y":"c","__proto__":"d","":"e"}'],
    );
  });
  test("of a key written twice are the last one's", () => {
    assert.deepEqual(valuesOf("a: 1\na: 2\n"), [{ a: 2 }]);
  });
  test("of an empty document are undefined", () => {
    assert.deepEqual(valuesOf("# nothing\n"), [undefined]);
    assert.deepEqual(valuesOf("", "a.json"), [undefined]);
  });
});

describe("anchors", () => {
  test("are shared, and redefined from their place on", () => {
    const [document] = parse("a: &x {k: 1}\nb: *x\nc: &x 2\nd: *x\n");
    assert.deepEqual(plainValue(document?.root), { a: { k: 1 }, b: { k: 1 }, c: 2, d: 2 });
    assert.equal(nodeAt(document?.root, ["b"]), nodeAt(document?.root, ["a"]));
  });
  test("may name keys", () => {
    assert.deepEqual(valuesOf("&k a: 1\nb: *k\n*k : 2\n"), [{ b: "a", a: 2 }]);
  });
  test("end with their document", () => {
    assert.deepEqual(
      parseFile("a.yaml", "a: &x 1\n---\nb: *x\n").findings.map(({ code }) => code),
      ["yaml/unknown-alias"],
    );
  });
});

describe("merge keys", () => {
  test("yield to keys written in the map, and to earlier sources", () => {
    assert.deepEqual(
      valuesOf("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*b, *a]\n  z: 3\nd: {x: 0, <<: *a}\n"),
      [{ a: { x: 1, y: 1 }, b: { y: 2, z: 2 }, c: { z: 3, y: 2, x: 1 }, d: { x: 0, y: 1 } }],
    );
  });
  test("flag what they bring, with the alias it came by", () => {
    const text = "a: &a {x: 1}\nb: &b\n  <<: *a\nc:\n  <<: *b\n  y: 1\n";
    const node = nodeAt(parse(text)[0]?.root, ["c"]);
    const entries = node?.type === "map" ? node.entries : [];
    assert.deepEqual(
      entries.map(({ key, merged, alias }) => [key, merged, alias && text.slice(alias.start, alias.end)]),
      [
        ["y", false, undefined],
        ["x", true, "*b"],
      ],
    );
  });
  test("are plain keys in quotes", () => {
    assert.deepEqual(valuesOf("'<<': {a: 1}\n"), [{ "<<": { a: 1 } }]);
  });
});

describe("spans", () => {
  test("cover the value without tag, anchor and comment", () => {
    assert.deepEqual(placesOf("a: !!str &x  5 # c\nb:  'y'\nc: [1,  \"z\"]\nd: {e: f g}\n"), [
      "a: 5",
      "b: 'y'",
      "c.0: 1",
      'c.1: "z"',
      "d.e: f g",
    ]);
  });
  test("of block scalars end with their last line's text", () => {
    assert.deepEqual(placesOf("a: |\n  x\n  y\n\n\nb: >-\n  z"), ["a: |\n  x\n  y", "b: >-\n  z"]);
  });
  test("of absent values are where the value would be written", () => {
    assert.deepEqual(placesOf("a:\nb:   # c\nc:\n  - \n  -\nd: &x\n"), [
      "a: a:|",
      "b: a:\nb: |",
      "c.0: a:\nb:   # c\nc:\n  - |",
      "c.1: a:\nb:   # c\nc:\n  - \n  -|",
      "d: a:\nb:   # c\nc:\n  - \n  -\nd: &x|",
    ]);
    assert.deepEqual(placesOf("{a, b: , c: }"), ["a: {a|", "b: {a, b: |", "c: {a, b: , c: |"]);
  });
  test("count from the file's beginning, through a byte order mark and CRLF", () => {
    assert.deepEqual(placesOf("\uFEFFa: 1\r\n---\r\nb:\r\n  c: 2\r\n"), ["a: 1", "b.c: 2"]);
  });
  test("of block collections end with their last value", () => {
    const text = "a:\n  b: 1 # c\n  # d\n\ne: 2\n";
    const span = nodeAt(parse(text)[0]?.root, ["a"])?.span;
    assert.equal(text.slice(span?.start, span?.end), "b: 1");
  });
});

describe("half-typed text", () => {
  for (const [what, text] of [
    ["before a key", "spec:\n  templ\n  replicas: 3\n"],
    ["before a comment", "spec:\n  templ\n  # c\n\n  replicas: 3\n"],
    ["behind a key", "spec:\n  replicas: 3\n  templ\n"],
    ["twice", "spec:\n  te\n  replicas: 3\n  mp\n  x: 1\n"],
    ["without a space", "a:1\n# c\nspec:\n  replicas: 3\n"],
  ] as const) {
    test(`${what} leaves the rest readable, and the document broken`, () => {
      const [document] = parse(text);
      assert.equal(document?.broken, true);
      assert.deepEqual(plainValue(nodeAt(document.root, ["spec", "replicas"])), 3);
      assert.deepEqual(nodeAt(document.root, ["replicas"]), undefined);
    });
  }
  test("in one document leaves the others whole", () => {
    assert.deepEqual(
      parse("a: {\n---\nb: 1\n").map(({ broken }) => broken),
      [true, false],
    );
  });
  test("in a conflict shows the first side", () => {
    assert.deepEqual(valuesOf("a: 1\n<<<<<<< x\nb: 2\n=======\nb: [\n>>>>>>> y\nc: 4\n"), [{ a: 1, b: 2, c: 4 }]);
  });
});

describe("documents", () => {
  test("are named by their fields", () => {
    const [document] = parse("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n");
    const { apiVersion, kind, name, namespace, index, broken } = document ?? {};
    assert.deepEqual(
      { apiVersion, kind, name, namespace, index, broken },
      { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop", index: 0, broken: false },
    );
  });
  test("have empty names where nothing, or no text, is written", () => {
    const [document] = parse("kind: [x]\nmetadata: {name: 5}\n");
    assert.deepEqual(
      [document?.apiVersion, document?.kind, document?.name, document?.namespace],
      ["", "", "", "default"],
    );
  });
  for (const [file, text] of [
    [
      "a.yaml",
      "kind: List\nitems:\n- {kind: Pod, metadata: {name: a}}\n- kind: List\n  items: [{kind: Pod, metadata: {name: b}}]\n- {metadata: {name: c}}\n---\nkind: Pod\nmetadata: {name: d}\n",
    ],
    [
      "a.json",
      '{"kind": "List", "items": [{"kind": "Pod", "metadata": {"name": "a"}}, {"kind": "List", "items": [{"kind": "Pod", "metadata": {"name": "b"}}]}]}',
    ],
  ] as const) {
    test(`of a List follow it, in ${file}`, () => {
      const source = parseFile(file, text);
      const names = source.documents.map(({ index, kind, name }) => `${index} ${kind} ${name}`);
      const rest = file === "a.yaml" ? ["4 Pod d"] : [];
      assert.deepEqual(names, ["0 List ", "1 Pod a", "2 List ", "3 Pod b", ...rest]);
      assert.equal(documentAt(source, text.indexOf("b}") > 0 ? text.indexOf("b}") : text.indexOf('"b"'))?.name, "b");
    });
  }
});

describe("JSON", () => {
  test("is read as JSON reads it, with spans", () => {
    const text = '{"a": [1, -2.5e3, true, null, "x\\n\\"\\u00e9"], "b": {}, "c": []}';
    assert.deepEqual(valuesOf(text, "x/A.JSON"), [JSON.parse(text)]);
    assert.deepEqual(placesOf('{"a": ["x\\"", 1]}', "a.json"), ['a.0: "x\\""', "a.1: 1"]);
  });
  for (const [text, at, message, value] of [
    ['{"a": 1, }', "}", "A key in double quotes", { a: 1 }],
    ['{"a" 1}', "1", "A `:` is expected", { a: null }],
    ['{"a": 1 "b": 2}', '"b', "A comma or `}`", { a: 1 }],
    ['{"a": "x\n"}', '"x', "This string is not closed", { a: null }],
    ['{"a": nul}', "nul", "A value is expected", { a: null }],
    ["[1, 2", "", "A comma or `]`", [1, 2]],
    ["{} {}", "{}", "Only one value", {}],
  ] as const) {
    test(`with an error keeps what stands before it: ${text}`, () => {
      const { findings, documents } = parseFile("a.json", text);
      assert.equal(findings.length, 1);
      assert.ok(findings[0]?.message.startsWith(message), findings[0]?.message);
      assert.equal(findings[0]?.span.start, at === "" ? text.length : text.lastIndexOf(at));
      assert.deepEqual(plainValue(documents[0]?.root), value);
      assert.equal(documents[0]?.broken, true);
    });
  }
});

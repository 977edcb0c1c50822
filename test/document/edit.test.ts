import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { applyEdits, type Change, setValues } from "../../server/src/document/edit.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import { dedent } from "../support/fixture.ts";

/** Writes `path=value` changes into the last document and compares the whole text. */
function checkEdit(before: string, changes: string | readonly string[], after: string, file = "a.yaml"): void {
  const source = parseFile(file, before);
  const document = source.documents.at(-1);
  assert.ok(document);
  const edits = setValues(source, document, [changes].flat().map(toChange));
  assert.equal(applyEdits(before, edits), after);
  for (const [index, edit] of edits.entries()) {
    assert.ok(
      index === 0 || (edits[index - 1]?.span.end ?? 0) <= edit.span.start,
      "edits are ordered and do not overlap",
    );
  }
}

function toChange(change: string): Change {
  const [path = "", scalar = ""] = change.split("=");
  return { path: path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step)), scalar };
}

describe("an existing scalar", () => {
  test("changes its own characters alone", () => {
    checkEdit("cpu:   500m   # guess\n", "cpu=120m", "cpu:   120m   # guess\n");
  });
  test("keeps its quotes", () => {
    checkEdit(`a: "1"\nb: '2'\n`, ["a=3", "b=it's"], `a: "3"\nb: 'it''s'\n`);
  });
  test("gets quotes where the new text needs them", () => {
    checkEdit("a: x\nb: {c: y}\n", ["a=p: q # r", "b.c=1, 2"], `a: "p: q # r"\nb: {c: "1, 2"}\n`);
  });
  test("may be a block scalar", () => {
    checkEdit("a: |\n  one\n  two\n\nb: 1\n", "a=x", "a: x\n\nb: 1\n");
  });
  test("that says the same already is left alone", () => {
    checkEdit("a: 1\n", "a=1", "a: 1\n");
  });
  test("behind a tag and an anchor keeps both", () => {
    checkEdit("a: !!str &x 1\nb: *x\n", "b=2", "a: !!str &x 2\nb: *x\n");
  });
  test("that came in by a merge key is changed at its anchor", () => {
    checkEdit("a: &a {cpu: 1}\nb:\n  <<: *a\n  x: 1\n", "b.cpu=2", "a: &a {cpu: 2}\nb:\n  <<: *a\n  x: 1\n");
  });
  test("reached by two paths takes the later change", () => {
    checkEdit("a: &a 1\nb: *a\n", ["a=2", "b=3"], "a: &a 3\nb: *a\n");
  });
  test("in JSON stays JSON", () => {
    checkEdit(
      '{"cpu": "1", "replicas": 2, "x": true}',
      ["cpu=250m", "replicas=3", "x=on"],
      '{"cpu": "250m", "replicas": 3, "x": "on"}',
      "a.json",
    );
  });
});

describe("an absent scalar", () => {
  test("is written one space behind its colon", () => {
    checkEdit(
      "a:\nb: \nc:   # why\nd: # x\ne: &e\n",
      ["a=1", "b=2", "c=3", "d=4", "e=5"],
      "a: 1\nb: 2\nc: 3  # why\nd: 4 # x\ne: &e 5\n",
    );
  });
  test("is written into a flow", () => {
    checkEdit("{a, b: , c: }\n", ["a=1", "b=2", "c=3"], "{a: 1, b: 2, c: 3}\n");
  });
  test("is written behind a dash", () => {
    checkEdit("a:\n  -\n  - \n", ["a.0=1", "a.1=2"], "a:\n  - 1\n  - 2\n");
  });
});

describe("a document", () => {
  test("of a stream is written at its own place", () => {
    checkEdit("a: 1\n---\na: 1\nb: {}", ["a=2", "b.c.d=3"], "a: 1\n---\na: 2\nb:\n  c:\n    d: 3");
  });
  test("that is an item of a List is written there", () => {
    checkEdit(
      "kind: List\nitems:\n- kind: Pod\n  spec:\n- kind: Pod\n  spec: # s\n",
      "spec.x=1",
      "kind: List\nitems:\n- kind: Pod\n  spec:\n- kind: Pod\n  spec: # s\n    x: 1\n",
    );
    checkEdit(
      '{"kind": "List", "items": [{"kind": "Pod"}]}',
      "spec.x=1m",
      '{"kind": "List", "items": [{"kind": "Pod", "spec": {"x": "1m"}}]}',
      "a.json",
    );
  });
  test("that is empty, or a scalar, or whose key is half typed, is left alone", () => {
    for (const text of ["", "# c\n", "x\n", "- 1\n"]) checkEdit(text, "a.b=1", text);
    checkEdit("a:\n  b\n", "a.b=1", "a:\n  b\n");
  });
  test("of any length is written", () => {
    const items = "- 1\n".repeat(200_000);
    checkEdit(`a: {}\nb:\n${items}`, "a.c=1", `a:\n  c: 1\nb:\n${items}`);
  });
  test("with a byte order mark keeps its columns", () => {
    checkEdit("\uFEFFa: {}\n", ["a.b=1", "c=2"], "\uFEFFc: 2\na:\n  b: 1\n");
  });
});

describe("an alias", () => {
  test("leads to the anchor, which is grown there", () => {
    checkEdit("a: &a {}\nb: *a\nc: &c\nd: *c\n", ["b.x=1", "d.x=1"], "a: &a\n  x: 1\nb: *a\nc: &c\n  x: 1\nd: *c\n");
  });
  test("at a map's end is what new keys follow", () => {
    checkEdit(
      "a: &a {x: 1}\nb:\n  c: *a # c\n",
      ["b.d=1", "b.e.f=2"],
      "a: &a {x: 1}\nb:\n  d: 1\n  c: *a # c\n  e:\n    f: 2\n",
    );
  });
  test("of a scalar is a scalar beside which others are written", () => {
    checkEdit("a: &a 1\nb:\n  c: *a\n  d: {}\n", "b.e=1", "a: &a 1\nb:\n  c: *a\n  e: 1\n  d: {}\n");
  });
});

describe("a missing key", () => {
  test("goes behind the last scalar beside it", () => {
    checkEdit(
      "a:\n  cpu: 1 # one\n  # two\n  x: {}\nb: 1\n",
      "a.memory=1Gi",
      "a:\n  cpu: 1 # one\n  memory: 1Gi\n  # two\n  x: {}\nb: 1\n",
    );
  });
  test("goes to the top where no scalar is beside it, above the first entry's comment", () => {
    checkEdit(
      "spec: # s\n  # pods\n  template:\n    a: 1\n",
      "spec.replicas=3",
      "spec: # s\n  replicas: 3\n  # pods\n  template:\n    a: 1\n",
    );
  });
  test("goes behind a first entry on a dash", () => {
    checkEdit("- a: {}\n", "0.b=1", "- a: {}\n  b: 1\n");
  });
  test("with blocks of its own goes to the end, in the file's indentation", () => {
    checkEdit(
      dedent(`
        spec:
            containers:
            - name: web
              image: nginx
              ports:
              - containerPort: 80   # http

            - name: other
      `),
      [
        "spec.containers.0.resources.requests.cpu=100m",
        "spec.containers.0.resources.requests.memory=1Gi",
        "spec.containers.0.resources.limits.memory=1Gi",
      ],
      dedent(`
        spec:
            containers:
            - name: web
              image: nginx
              ports:
              - containerPort: 80   # http
              resources:
                  requests:
                      cpu: 100m
                      memory: 1Gi
                  limits:
                      memory: 1Gi

            - name: other
      `),
    );
  });
  test("keeps CRLF, and a missing last line break missing", () => {
    checkEdit("a:\r\n  b: 1\r\nc: 2", ["a.d=1", "e.f=2"], "a:\r\n  b: 1\r\n  d: 1\r\nc: 2\r\ne:\r\n  f: 2");
  });
  test("grows nothing, `{}`, `~` and null into a block, and keeps the comment", () => {
    checkEdit(
      "a:\nb: {} # b\nc: ~\nd: null # d\ne:   # e\n",
      ["a.x=1", "b.x=1", "c.x=1", "d.x=1", "e.x=1"],
      "a:\n  x: 1\nb: # b\n  x: 1\nc:\n  x: 1\nd: # d\n  x: 1\ne:   # e\n  x: 1\n",
    );
  });
  test("joins a flow map in its style", () => {
    checkEdit(
      'a: {cpu: 1}\nb: {"cpu":1}\nc: { cpu: 1, }\nd: {<<: *x}\n',
      ["a.m=2", "a.r.s=3", "b.m=2", "c.m=2"],
      'a: {cpu: 1, m: 2, r: {s: 3}}\nb: {"cpu":1,"m":2}\nc: { cpu: 1, m: 2, }\nd: {<<: *x}\n',
    );
  });
  test("goes before a merge key that stands alone", () => {
    checkEdit(
      "a: &a {x: 1}\nb: {<<: *a}\nc:\n  <<: *a\n",
      ["b.y=2", "c.y=2"],
      "a: &a {x: 1}\nb: {y: 2, <<: *a}\nc:\n  <<: *a\n  y: 2\n",
    );
  });
  test("in pretty JSON gets its own line", () => {
    checkEdit(
      '{\n\t"a": {\n\t\t"cpu": "1"\n\t},\n\t"b": {}\n}\n',
      ["a.memory=1Gi", "a.n=1", "b.x.y=1", "b.z=q"],
      '{\n\t"a": {\n\t\t"cpu": "1",\n\t\t"memory": "1Gi",\n\t\t"n": 1\n\t},\n\t"b": {\n\t\t"x": {\n\t\t\t"y": 1\n\t\t},\n\t\t"z": "q"\n\t}\n}\n',
      "a.json",
    );
  });
  test("in minified JSON stays on the line", () => {
    checkEdit('{"a":{"b":1}}', ["a.c.d=1m"], '{"a":{"b":1,"c":{"d":"1m"}}}', "a.json");
  });
  test("ends an inner block before the outer one grows", () => {
    checkEdit(
      "a:\n  b:\n    c:\n",
      ["a.b.c=1", "a.b.d=2", "a.e.f=3"],
      "a:\n  b:\n    c: 1\n    d: 2\n  e:\n    f: 3\n",
    );
  });
  test("does not fall into a block scalar above it", () => {
    checkEdit("a: |+\n  x\n\n\nb:\n  c: 1\n", "d=1", "a: |+\n  x\n\n\nd: 1\nb:\n  c: 1\n");
  });
  test("is quoted where it must be", () => {
    checkEdit(
      "a:\n  x: 1\n",
      ["a.b c=d e", "a.nvidia.com/gpu=1"],
      'a:\n  x: 1\n  "b c": "d e"\n  nvidia:\n    com/gpu: 1\n',
    );
  });
  test("cannot stand beneath a scalar, in a sequence, or in place of a map", () => {
    checkEdit("a: x\nb: []\nc: {d: 1}\n", ["a.b=1", "b.0=1", "b.x=1", "c=1", "e.0.f=1"], "a: x\nb: []\nc: {d: 1}\n");
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFindings } from "./check.ts";
import { dedent, extractCursor, extractFiles, extractMarks } from "./fixture.ts";

test("a cursor is taken out of its text", () => {
  assert.deepEqual(extractCursor("a: $01\n"), { text: "a: 1\n", offset: 3 });
  assert.throws(() => extractCursor("a: 1\n"));
});

test("marks speak of the nearest line above that is none", () => {
  const text = dedent(`
    a: 1
    #  ^ one/code: a message: with a colon
    #<^ two/code
    b:
    # | three/code
  `);
  const marks = extractMarks(text).map(({ span, code, message }) => [text.slice(span.start, span.end), code, message]);
  assert.deepEqual(marks, [
    ["1", "one/code", "a message: with a colon"],
    ["a", "two/code", ""],
    ["", "three/code", ""],
  ]);
  assert.equal(extractMarks(text)[2]?.span.start, text.indexOf("b:") + 2);
});

test("findings are compared with marks by place, code and the beginning of the message", () => {
  const text = "a: 1\n#  ^ x/y: Wrong\n";
  const finding = {
    code: "x/y",
    severity: "error",
    message: "Wrong value.",
    file: "a.yaml",
    span: { start: 3, end: 4 },
  } as const;
  checkFindings(text, [finding]);
  assert.throws(() => checkFindings(text, []));
  assert.throws(() => checkFindings(text, [finding, finding]));
  assert.throws(() => checkFindings(text, [{ ...finding, code: "x/z" }]));
  assert.throws(() => checkFindings(text, [{ ...finding, message: "Right." }]));
  assert.throws(() => checkFindings(text, [{ ...finding, span: { start: 2, end: 4 } }]));
});

test("several files stand in one fixture", () => {
  const files = extractFiles("\n#- a.yaml\na: 1\n#- b/c.csv\ntime,value\n");
  assert.deepEqual(
    [...files],
    [
      ["a.yaml", "a: 1\n"],
      ["b/c.csv", "time,value\n"],
    ],
  );
  assert.throws(() => extractFiles("a: 1\n#- b.yaml\n"));
});

test("shared indentation is removed", () => {
  assert.equal(dedent("\n    a:\n      b: 1\n\n    c: 2\n  "), "a:\n  b: 1\n\nc: 2\n");
});

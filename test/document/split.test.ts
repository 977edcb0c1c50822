import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { splitStream } from "../../server/src/document/split.ts";

function parts(text: string): readonly string[] {
  return splitStream(text).map(({ start, end }) => text.slice(start, end));
}

test("a stream is cut at its marker lines, which belong to no document", () => {
  assert.deepEqual(parts("a: 1\n---\nb: 2\n--- # three\nc: 3\n"), ["a: 1\n", "b: 2\n", "c: 3\n"]);
});

test("CRLF, a byte order mark and a missing last line break change nothing", () => {
  assert.deepEqual(parts("\uFEFF---\r\na: 1\r\n---\r\nb: 2"), ["a: 1\r\n", "b: 2"]);
});

test("comments before the first marker and blank text behind an end marker are no documents", () => {
  assert.deepEqual(parts("# licence\n---\na: 1\n...\n\n# done\n"), ["a: 1\n"]);
});

test("between two markers there is a document, if an empty one", () => {
  assert.deepEqual(parts("---\n---\na: 1\n---\n"), ["", "a: 1\n", ""]);
  assert.deepEqual(parts(""), [""]);
});

test("content on the marker's line begins right behind it", () => {
  assert.deepEqual(parts("--- {a: 1}\n--- |\n text\n"), [" {a: 1}\n", " |\n text\n"]);
});

test("directives belong to the document below them", () => {
  assert.deepEqual(parts("%YAML 1.2\n---\na: 1\n...\n%TAG ! x\n---\nb: 2\n"), [
    "%YAML 1.2\n---\na: 1\n",
    "%TAG ! x\n---\nb: 2\n",
  ]);
});

test("longer dashes, indented markers and words that begin like one are no markers", () => {
  const text = "a: |\n  ---\nb: x\n----\n---x\n...x\n";
  assert.deepEqual(parts(text), [text]);
});

test("documents are in order, apart, and leave out nothing but markers, comments and blanks", () => {
  const line = fc.constantFrom("a: 1", "---", "...", "--- x", "", "# c", "%YAML 1.2", "  b", "----");
  const arbitraryText = fc
    .tuple(fc.array(line), fc.constantFrom("\n", "\r\n"))
    .map(([lines, newline]) => lines.join(newline));
  fc.assert(
    fc.property(arbitraryText, (text) => {
      let done = 0;
      for (const { start, end } of splitStream(text)) {
        assert.ok(done <= start && start <= end && end <= text.length);
        assert.match(text.slice(done, start), /^(?:(?:---|\.\.\.)?[ \t]*(?:#.*)?\r?(?:\n|$))*(?:---)?$/);
        done = end;
      }
    }),
  );
});

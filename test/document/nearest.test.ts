import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nearest } from "../../server/src/document/nearest.ts";

const words: readonly (readonly [word: string, candidates: readonly string[], expected: string | undefined])[] = [
  ["continers", ["containers", "volumes"], "containers"],
  ["nmae", ["name", "namespace"], "name"],
  ["restart-policy", ["restartPolicy"], "restartPolicy"],
  ["RESTARTPOLICY", ["restartPolicy"], "restartPolicy"],
  ["limit", ["limits", "claims"], "limits"],
  ["cpu", ["gpu", "cpus"], undefined],
  ["env", ["args", "image"], undefined],
  ["", ["a"], "a"],
  ["x", [], undefined],
];

for (const [word, candidates, expected] of words) {
  test(`${word || "nothing"} → ${expected ?? "nothing"}`, () => assert.equal(nearest(word, candidates), expected));
}

test("one edit away from a long word is that word", () => {
  const long = fc.stringMatching(/^[a-z]{5,20}$/);
  fc.assert(
    fc.property(long, fc.nat(), (word, position) => {
      const index = position % word.length;
      for (const typo of [
        word.slice(0, index) + word.slice(index + 1),
        `${word.slice(0, index)}q${word.slice(index)}`,
        `${word.slice(0, index)}q${word.slice(index + 1)}`,
      ]) {
        assert.equal(nearest(typo, [word, "0123456789012345678901234"], 1), word);
      }
    }),
    { seed: 1 },
  );
});

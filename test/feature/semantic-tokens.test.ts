import assert from "node:assert/strict";
import { test } from "node:test";
import { semanticTokens } from "../../server/src/feature/semantic-tokens.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { filesOf } from "./planned.ts";

const text = `kind: Pod
spec:
  containers:
    - resources:
        requests: { cpu: "500m", memory: 1.5Gi }
        limits: &l
          cpu: 2
          other: nonsense
    - resources: { limits: *l }
`;

test("a quantity is a number and a unit, once where it is written", () => {
  assert.deepEqual(tokens(), ["4:26 500", "4:29 m unit", "4:41 1.5", "4:44 Gi unit", "6:15 2"]);
});

test("only those of a part of the file", () => {
  assert.deepEqual(tokens({ start: text.indexOf("limits: &l"), end: text.length }), ["6:15 2"]);
});

function tokens(within?: { readonly start: number; readonly end: number }): readonly string[] {
  const snapshot = createSnapshot(filesOf(text));
  const { data } = semanticTokens(snapshot, "file:///project/test.yaml", within);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, columns = 0, length = 0, , modifier] = data.slice(at, at + 5);
    character = lines === 0 ? character + columns : columns;
    line += lines;
    const word = text.split("\n")[line]?.slice(character, character + length);
    found.push(`${line}:${character} ${word}${modifier === 1 ? " unit" : ""}`);
  }
  return found;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyEdits } from "../../server/src/document/edit.ts";
import { codeActions, fixAllKind } from "../../server/src/feature/code-actions.ts";
import { diagnostics } from "../../server/src/feature/diagnostics.ts";
import { fixAll } from "../../server/src/feature/fix-all.ts";
import { hover } from "../../server/src/feature/hover.ts";
import { positionAt } from "../../server/src/feature/to-lsp.ts";
import { createSnapshot, findingsOf, withPlan } from "../../server/src/workspace/snapshot.ts";
import { sample } from "../document/sample.ts";
import { planFor, webChart } from "./planned.ts";

const file = "file:///project/test.yaml";
const plan = planFor(
  createSnapshot(new Map([[file, sample]])).inventory,
  { web: { web: { cpu: { request: 0.12 }, memory: { request: 2 ** 29 } }, sidecar: { cpu: { request: 1 } } } },
  { charts: { "default/web//cpu": webChart } },
);

/** The sample with a piece of it replaced, as somebody types. */
const typed = fc
  .record({
    start: fc.nat(sample.length),
    length: fc.nat(40),
    text: fc.string({ unit: fc.constantFrom("a", " ", "\n", ":", "-", '"', "{", "&", "*", "1", "m"), maxLength: 12 }),
  })
  .map(({ start, length, text }) => sample.slice(0, start) + text + sample.slice(start + length));

test("every feature answers about any text, at any place, with a plan of an older text", () => {
  fc.assert(
    fc.property(typed, fc.nat(sample.length), (text, offset) => {
      const snapshot = withPlan(createSnapshot(new Map([[file, text]])), plan);
      const source = snapshot.files.get(file);
      assert.ok(source);
      const position = positionAt(source, offset);
      hover(snapshot, file, position, { markdown: true, chart: true, automatic: true });
      const shown = diagnostics(snapshot, file, { schema: true });
      for (const { range } of shown) assert.ok(range.end.line <= positionAt(source, text.length).line);
      const target = { sources: snapshot.files, versions: new Map(), documentChanges: true };
      for (const only of [undefined, [fixAllKind]]) {
        const request = { file, range: { start: position, end: position }, only, diagnostics: shown };
        codeActions(snapshot, request, target, { schema: true });
      }
    }),
    { numRuns: 150 },
  );
});

test("fixing everything again and again comes to an end", () => {
  fc.assert(
    fc.property(typed, (text) => {
      let fixed = text;
      for (let round = 0; round < 10; round++) {
        const snapshot = withPlan(createSnapshot(new Map([[file, fixed]])), plan);
        const edits = fixAll(snapshot, file, findingsOf(snapshot, file));
        if (edits.length === 0) return;
        fixed = applyEdits(fixed, edits);
      }
      assert.fail(`Still not done after ten rounds:\n${fixed}`);
    }),
    { numRuns: 60 },
  );
});

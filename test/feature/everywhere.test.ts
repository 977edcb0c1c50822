import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { codeLenses } from "../../server/src/feature/code-lens.ts";
import { completion } from "../../server/src/feature/completion.ts";
import { definition } from "../../server/src/feature/definition.ts";
import { documentLinks } from "../../server/src/feature/document-links.ts";
import { documentSymbols } from "../../server/src/feature/document-symbols.ts";
import { foldingRanges } from "../../server/src/feature/folding-ranges.ts";
import { inlayHints } from "../../server/src/feature/inlay-hints.ts";
import { linkedEditing } from "../../server/src/feature/linked-editing.ts";
import { highlights, references } from "../../server/src/feature/references.ts";
import { prepareRename, rename } from "../../server/src/feature/rename.ts";
import { selectionRanges } from "../../server/src/feature/selection-ranges.ts";
import { semanticTokens } from "../../server/src/feature/semantic-tokens.ts";
import { positionAt } from "../../server/src/feature/to-lsp.ts";
import { workspaceSymbols } from "../../server/src/feature/workspace-symbols.ts";
import { createSnapshot, withPlan } from "../../server/src/workspace/snapshot.ts";
import { sample } from "../document/sample.ts";
import { planFor } from "./planned.ts";

const file = "file:///project/test.yaml";
const plan = planFor(createSnapshot(new Map([[file, sample]])).inventory, {
  web: { web: { cpu: { request: 0.12 }, memory: { request: 2 ** 29 } }, sidecar: { cpu: { request: 1 } } },
});

/** The sample with a piece of it replaced, as somebody types. */
const typed = fc
  .record({
    start: fc.nat(sample.length),
    length: fc.nat(40),
    text: fc.string({
      unit: fc.constantFrom("a", " ", "\n", ":", "-", '"', "{", "}", "[", ",", "&", "*", "|", "#", "m"),
      maxLength: 12,
    }),
  })
  .map(({ start, length, text }) => sample.slice(0, start) + text + sample.slice(start + length));

const options = { snippets: true, retriggers: true, markdown: true };

test("everything that can be asked is answered about any text, at any place, within the text", () => {
  fc.assert(
    fc.property(typed, fc.nat(sample.length + 20), (text, offset) => {
      const snapshot = withPlan(createSnapshot(new Map([[file, text]])), plan);
      const source = snapshot.files.get(file);
      assert.ok(source);
      const position = positionAt(source, offset);
      const range = { start: { line: 0, character: 0 }, end: position };
      for (const { textEdit } of completion(snapshot, file, position, options).items) {
        assert.ok(textEdit !== undefined && "range" in textEdit);
        // The protocol wants the edit on the cursor's line, around the cursor.
        assert.deepEqual([textEdit.range.start.line, textEdit.range.end.line], [position.line, position.line]);
        assert.ok(textEdit.range.start.character <= position.character);
        assert.ok(textEdit.range.end.character >= position.character);
      }
      const target = { sources: snapshot.files, versions: new Map(), documentChanges: true };
      rename(snapshot, file, position, "renamed", target);
      prepareRename(snapshot, file, position);
      definition(snapshot, file, position);
      references(snapshot, file, position, true);
      highlights(snapshot, file, position);
      linkedEditing(snapshot, file, position);
      documentLinks(snapshot, file);
      workspaceSymbols(snapshot, text.slice(offset, offset + 4));
      codeLenses(snapshot, file, "apply");
      inlayHints(snapshot, file, range);
      for (const { startLine, endLine } of foldingRanges(snapshot, file)) assert.ok(startLine < endLine);
      for (const symbol of documentSymbols(snapshot, file)) assert.ok(symbol.name !== "");
      assert.equal(selectionRanges(snapshot, file, [position]).length, 1);
      assert.ok(semanticTokens(snapshot, file).data.every((number) => number >= 0));
    }),
    { numRuns: 150 },
  );
});

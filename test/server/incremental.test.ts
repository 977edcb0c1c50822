import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sample } from "../document/sample.ts";
import { begin } from "./begin.ts";
import { limits, web } from "./workload.ts";

/** Some typing: the piece between two offsets is replaced. */
const edits = fc.array(
  fc.record({
    at: fc.nat(sample.length),
    length: fc.nat(30),
    text: fc.string({ unit: fc.constantFrom("a", " ", "\n", "\r\n", ":", "-", "😀", "1", "---\n"), maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 6 },
);

test("after any edits the diagnostics are those of the text as a whole", limits, async () => {
  const typed = await begin();
  const fresh = await begin();
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      await typed.editor.open(web, sample);
      for (const { at, length, text } of changes) {
        await typed.editor.edit(web, at, at + length, text);
        // Each state is looked at, as an editor would.
        await typed.editor.pull(web);
      }
      const text = typed.editor.text(web);
      await fresh.editor.open(web, text);
      assert.deepEqual(await items(typed), await items(fresh), text);
      await typed.editor.close(web);
      await fresh.editor.close(web);
    }),
    { numRuns: 40 },
  );
});

async function items({ editor }: Awaited<ReturnType<typeof begin>>): Promise<unknown> {
  const report = await editor.pull(web);
  return "items" in report ? report.items : report.kind;
}

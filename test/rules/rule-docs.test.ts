import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { equivalents } from "../../server/src/rules/equivalents.ts";
import { rules } from "../../server/src/rules/rules.ts";
import { knownCodes } from "../../server/src/workspace/known-codes.ts";
import { ruleDocs } from "../../tools/rule-docs.ts";

const root = path.join(import.meta.dirname, "../..");

test("the documentation of the rules is what `npm run docs` makes", () => {
  for (const [file, text] of ruleDocs()) assert.equal(readFileSync(path.join(root, file), "utf8"), text, file);
});

test("there is no page without a rule, and no page that says nothing", () => {
  const folder = path.join(root, "docs/rules");
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  const expected = rules.map(({ code }) => `${code}.md`);
  assert.deepEqual(pages.map((file) => file.split(path.sep).join("/")).toSorted(), expected.toSorted());
  for (const [file, text] of ruleDocs()) assert.doesNotMatch(text, /\n\n\n/, file);
});

test("other tools' ids belong to codes that there are", () => {
  const codes = new Set(knownCodes);
  assert.deepEqual(
    equivalents.filter(({ code }) => !codes.has(code)),
    [],
  );
});

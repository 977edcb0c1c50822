import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { diagnostics } from "../../server/src/feature/diagnostics.ts";
import { documentationPage } from "../../server/src/feature/documentation-page.ts";
import { knownCodes } from "../../server/src/workspace/known-codes.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";

const folder = path.join(import.meta.dirname, "../../docs");

test("every code of a finding has a page, and on it a heading", () => {
  for (const code of knownCodes) {
    const [file = "", section] = documentationPage(code).split("#");
    const page = readFileSync(path.join(folder, file), "utf8");
    assert.match(page, new RegExp(`^#+ ${code}$`, "m"), code);
    if (section !== undefined) assert.equal(section, code.replace("/", ""));
  }
});

test("a diagnostic's code leads to its page, where there is a folder of pages", () => {
  const file = "file:///project/web.yaml";
  const snapshot = createSnapshot(new Map([[file, "a: 1\na: 2\n"]]));
  const href = (documentation?: string) =>
    diagnostics(snapshot, file, { schema: true, documentation })[0]?.codeDescription?.href;
  assert.equal(href("file:///program/docs/"), "file:///program/docs/findings.md#yamlduplicate-key");
  assert.equal(href(), undefined);
});

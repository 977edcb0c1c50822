import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { generateSchemas } from "../../tools/schemas/generate.ts";

test("the committed schemas are those that the installed packages give", () => {
  for (const [file, text] of generateSchemas()) {
    const committed = readFileSync(path.join(import.meta.dirname, "../..", file), "utf8").replaceAll("\r\n", "\n");
    assert.ok(committed === text, `${file} differs from what is generated; run: npm run schemas`);
  }
});

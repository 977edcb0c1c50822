import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { packedExtension } from "../../tools/packed-extension.ts";

test("the package holds what ships and nothing else", () => {
  const files = readdirSync(packedExtension, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(packedExtension, path.join(parentPath, name)));
  assert.deepEqual(files.map((file) => file.split(path.sep).join("/")).sort(), [
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist/cli.cjs",
    "dist/extension.cjs",
    "dist/plan-worker.cjs",
    "dist/server.cjs",
    "media/icon.png",
    "package.json",
  ]);
});

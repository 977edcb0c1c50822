import assert from "node:assert/strict";
import { test } from "node:test";
import { packedFiles } from "./stage.ts";

test("the package holds what ships and nothing else", async () => {
  assert.deepEqual(await packedFiles(), [
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

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { packedExtension } from "../../tools/packed-extension.ts";

const files = readdirSync(packedExtension, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => path.relative(packedExtension, path.join(parentPath, name)));

test("the package holds what ships and nothing else", () => {
  const pages = readdirSync(path.join(packedExtension, "../../docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file));
  assert.ok(pages.length > 80);
  const rest = files.filter((file) => !pages.includes(file));
  assert.equal(files.length - rest.length, pages.length, "every page ships");
  assert.deepEqual(rest.map((file) => file.split(path.sep).join("/")).sort(), [
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist/cli-program.cjs",
    "dist/cli.cjs",
    "dist/extension.cjs",
    "dist/highs.wasm",
    "dist/plan-worker.cjs",
    "dist/server.cjs",
    "media/icon.png",
    "package.json",
  ]);
});

test("the package weighs at most 6 MB", () => {
  const sizes = files.map((file) => gzipSync(readFileSync(path.join(packedExtension, file))).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total <= 6_000_000, `${total} bytes`);
});

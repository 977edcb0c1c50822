import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { nodeHost } from "../../server/src/node/host.ts";
import { findFiles, readTextNow } from "../../server/src/node/manifest-files.ts";
import { diskUri } from "../../server/src/server/uris.ts";
import { folderWith } from "./folder.ts";

test("files are found in a stable order, whatever the disk's", async (t) => {
  const folder = folderWith(t, { "b.yaml": "", "a/c.yaml": "", "a.yaml": "" });
  const found = await findFiles({ folder, globs: ["**/*.yaml"] });
  assert.deepEqual(
    found.map((file) => path.relative(folder, file)),
    ["a.yaml", path.join("a", "c.yaml"), "b.yaml"],
  );
});

test("a search that is confined does not follow links out of the folders", async (t) => {
  const outside = folderWith(t, { "secret.yaml": "" });
  const folder = folderWith(t, { "own.yaml": "" });
  mkdirSync(path.join(folder, "in"));
  symlinkSync(outside, path.join(folder, "in", "out"));
  symlinkSync(path.join(outside, "secret.yaml"), path.join(folder, "in", "secret.yaml"));
  const found = await findFiles({ folder, globs: ["**/*.yaml"], within: [folder] });
  assert.deepEqual(
    found.map((file) => path.basename(file)),
    ["own.yaml"],
  );
});

test("the host reads by URI: what is there, why not, and nothing too large or outside", async (t) => {
  const folder = folderWith(t, { "a b.yaml": "text", "large.yaml": "x".repeat(50) });
  const uri = (name: string): string => diskUri(path.join(folder, name));
  const limits = { maximumBytes: 40, within: [diskUri(folder)] };
  assert.deepEqual(await nodeHost.readFile(uri("a b.yaml"), limits), { text: "text" });
  assert.match(JSON.stringify(await nodeHost.readFile(uri("large.yaml"), limits)), /more than the 1 MB/);
  assert.match(JSON.stringify(await nodeHost.readFile("untitled:a", limits)), /not on this machine's disk/);
  const elsewhere = { ...limits, within: [uri("sub")] };
  assert.match(JSON.stringify(await nodeHost.readFile(uri("a b.yaml"), elsewhere)), /restricted mode/);
  const listing = {
    folder: diskUri(folder),
    globs: ["*.yaml"],
    exclude: ["large*"],
    respectGitignore: true,
    within: undefined,
  };
  assert.deepEqual(await nodeHost.listFiles(listing), [uri("a b.yaml")]);
  assert.deepEqual(await nodeHost.listFiles({ ...listing, folder: "vscode-vfs://x/y" }), []);
});

test("a file is read at once: small and large, broken bytes, a link's target, and why not", (t) => {
  const long = `${"é: 1\n".repeat(20_000)}end: 1\n`;
  const folder = folderWith(t, { "small.yaml": "a: 1\n", "long.yaml": long, "bytes.yaml": Uint8Array.of(97, 0xff) });
  symlinkSync(path.join(folder, "small.yaml"), path.join(folder, "link.yaml"));
  const read = (name: string, most = 1_000_000) => readTextNow(path.join(folder, name), most);
  const textOf = (name: string) => ("text" in read(name) ? read(name) : undefined);
  assert.deepEqual(textOf("link.yaml"), textOf("small.yaml"));
  assert.match(JSON.stringify(read("small.yaml")), /a: 1/);
  assert.equal(JSON.stringify(read("long.yaml")).includes(JSON.stringify(long).slice(1, -1)), true);
  assert.match(JSON.stringify(read("bytes.yaml")), /"a\uFFFD"/);
  assert.match(JSON.stringify(read("small.yaml", 2)), /more than the 1 MB/);
  assert.deepEqual(read("none.yaml"), { problem: "there is no such file" });
  assert.deepEqual(read("."), { problem: "it is a folder" });
});

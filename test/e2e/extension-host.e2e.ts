import { rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { packedExtension } from "../../tools/packed-extension.ts";
import { runSuite } from "./run-suite.ts";
import { exampleCopy, root } from "./stage.ts";

test("the packed extension in VS Code's extension host", async (t) => {
  const workspace = exampleCopy();
  t.after(() => rmSync(workspace, { recursive: true, force: true }));
  const results = await runSuite({
    workspace,
    extension: packedExtension,
    tests: path.join(root, "dist/test/suite.cjs"),
  });
  for (const { name, error } of results) {
    await t.test(name, () => {
      if (error !== undefined) throw new Error(error);
    });
  }
});

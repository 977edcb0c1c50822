/**
 * The end-to-end tests: the extension as it ships, in a real VS Code.
 * `--results FILE` also writes them as TAP. Names of files narrow the run: `node tools/e2e.ts test/e2e/workbench.e2e.ts`.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { bundle, dist, nodeBundle } from "./bundle.ts";
import { stageExtension } from "./packed-extension.ts";

const root = path.join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({ allowPositionals: true, options: { results: { type: "string" } } });

await bundle({ minify: true });
await stageExtension();
await build({
  ...nodeBundle,
  entryPoints: ["test/e2e/suite/run.ts"],
  outfile: path.join(dist, "test/suite.cjs"),
  external: ["vscode"],
  sourcemap: "inline",
});
const files = positionals.length > 0 ? positionals : globSync("test/e2e/*.e2e.ts", { cwd: root }).sort();
const tap = values.results && ["--test-reporter=tap", `--test-reporter-destination=${values.results}`];
const spec = ["--test-reporter=spec", "--test-reporter-destination=stdout"];
const args = ["--test", "--test-concurrency=1", ...spec, ...(tap || []), ...files];
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;

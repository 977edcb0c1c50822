/**
 * `npm test`: everything that must hold, step by step, closing with one line `N passed, M failed`.
 * `npm test -- unit` runs the named steps alone.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { prepareOldestRun } from "./oldest-node.ts";

const root = path.join(import.meta.dirname, "..");
const seeded = ["--import", pathToFileURL(path.join(root, "tools/property-seed.mjs")).href];
const bin = (name: string): string => path.join(root, "node_modules", ".bin", name);

interface Count {
  passed: number;
  failed: number;
}

/** In the order in which a failure is cheapest to learn of. */
const steps: Readonly<Record<string, () => Count | Promise<Count>>> = {
  types: () => command("TypeScript", [bin("tsc"), "-p", "tsconfig.json"]),
  purity: () => command("The engine compiles without Node or DOM types", [bin("tsc"), "-p", "tsconfig.engine.json"]),
  lint: () => command("Biome", [bin("biome"), "ci", "--error-on-warnings"]),
  unused: () => command("knip", [bin("knip")]),
  unit: () => nodeTests(process.execPath, ["test/**/*.test.ts"]),
  node20: () => oldestNodeTests(),
  e2e: () => e2eTests(),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}; the steps are ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}
// The compiled schemas are not committed.
await import("./schemas/compile.ts");
const total: Count = { passed: 0, failed: 0 };
for (const [name, step] of Object.entries(steps)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`\n${name}`);
  const count = await step();
  total.passed += count.passed;
  total.failed += count.failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A tool that says yes or no counts as one test. */
function command(title: string, [program = "", ...args]: readonly string[]): Count {
  const ok = run(program, args) === 0;
  console.log(`${ok ? "✔" : "✖"} ${title}`);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function nodeTests(node: string, files: readonly string[], env: Readonly<Record<string, string>> = {}): Count {
  return counted((results) => run(node, [...seeded, "--test", ...reporters(results), ...files], env));
}

async function oldestNodeTests(): Promise<Count> {
  try {
    const { node, files, env } = await prepareOldestRun();
    return nodeTests(node, files, env);
  } catch (error) {
    console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

/** The suite in a real VS Code writes its count in the same form. */
function e2eTests(): Count {
  return counted((results) => run(process.execPath, ["tools/e2e.ts", "--results", results]));
}

function counted(runTests: (results: string) => number): Count {
  const folder = mkdtempSync(path.join(tmpdir(), "resource-planner-test-"));
  try {
    const results = path.join(folder, "results.tap");
    const status = runTests(results);
    const text = readFileSync(results, "utf8");
    const number = (name: string): number => Number(new RegExp(`^# ${name} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
    const count = { passed: number("pass"), failed: number("fail") + number("cancelled") };
    // A runner that fails without a failed test, or ran none, has failed itself.
    const broken = (status !== 0 && count.failed === 0) || count.passed + count.failed === 0;
    return broken ? { ...count, failed: count.failed + 1 } : count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reporters(results: string): string[] {
  return [
    "--test-reporter=dot",
    "--test-reporter-destination=stdout",
    "--test-reporter=tap",
    `--test-reporter-destination=${results}`,
  ];
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const windows = process.platform === "win32" && program.startsWith(bin(""));
  const options = { cwd: root, stdio: "inherit", shell: windows, env: { ...process.env, ...env } } as const;
  return spawnSync(program, args, options).status ?? 1;
}

import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { after, before, describe, test } from "node:test";
import { folderWith } from "../node/folder.ts";
import { spawnServer } from "../protocol/spawn-server.ts";
import { deployment, pools, resourcePlan, usage } from "./manifest.ts";
import { buildProgram, oldestNode, type Program, runProgram } from "./program.ts";

/** For programs that start, on a busy machine. */
const limits = { timeout: 300_000 };

let program: Program;
before(async () => {
  program = await buildProgram();
});
after(() => program.remove());

const files = {
  "web.yaml": deployment("web"),
  "web.csv": usage(),
  "plan.yaml": resourcePlan(`manifests: ["web.yaml"]\nhistory: [{ csv: "*.csv" }]\n${pools}`),
};

/** Each command once, with its exit code. */
const session: readonly (readonly [argv: readonly string[], code: number])[] = [
  [["--version"], 0],
  [["check", "--fail-on", "information"], 1],
  [["check", "--format", "json"], 0],
  [["plan"], 0],
  [["plan", "--diff"], 0],
  [["plan", "--method", "dynamicProgramming"], 2],
  [["plan", "--format", "markdown"], 0],
  [["forecast", "--history", "web.csv", "--horizon", "1d", "--format", "json"], 0],
  [["recommend", "--history", "web.csv"], 0],
  [["schema", "ResourcePlan"], 0],
  [["init", "--output", "-"], 0],
  [["plan", "--apply"], 0],
  [["check"], 0],
];

async function outputsWith(node: string, cwd: string): Promise<readonly string[]> {
  const outputs: string[] = [];
  for (const [argv, expected] of session) {
    const { code, stdout, stderr } = await runProgram(node, [program.file, ...argv], { cwd });
    assert.equal(code, expected, `${argv.join(" ")}\n${stderr}`);
    outputs.push(`${stdout}${stderr}`.replace(/ in \d+ms|"seconds": [\d.e-]+/g, ""));
  }
  return [...outputs, readFileSync(path.join(cwd, "web.yaml"), "utf8")];
}

describe("the program as it ships", limits, () => {
  test("does every command, under this Node and under the oldest that is supported, with the same results", async (t) => {
    const here = await outputsWith(process.execPath, folderWith(t, files));
    assert.match(here.at(-1) ?? "", /cpu: 1\d\dm/);
    const oldest = oldestNode();
    if (oldest === undefined) t.diagnostic("no Node 20 in PATH or RESOURCE_PLANNER_NODE20: not tried with it");
    else assert.deepEqual(await outputsWith(oldest, folderWith(t, files)), here);
  });

  test("minds no reader that leaves, and does the rest", async (t) => {
    const cwd = folderWith(t, files);
    const begun = (child: { stdout: { destroy(): unknown } | null }): void => void child.stdout?.destroy();
    const schema = await runProgram(process.execPath, [program.file, "schema", "Deployment"], { cwd, begun });
    assert.deepEqual([schema.code, schema.stderr], [0, ""]);
    const plan = await runProgram(process.execPath, [program.file, "plan", "--apply"], { cwd, begun });
    assert.deepEqual([plan.code, plan.stderr], [0, "resource-planner: 1 file written.\n"]);
    assert.match(readFileSync(path.join(cwd, "web.yaml"), "utf8"), /cpu: 1\d\dm/);
  });

  test("ends at Ctrl+C", { skip: process.platform === "win32" && "Windows has no signals" }, async (t) => {
    const { code, signal } = await runProgram(process.execPath, [program.file, "check", "-"], {
      cwd: folderWith(t, files),
      begun: (child) => void child.kill("SIGINT"),
    });
    assert.deepEqual([code, signal], [null, "SIGINT"]);
  });

  test("is a language server, whatever else the editor adds to the command", async (t) => {
    for (const argv of [["lsp"], ["lsp", "--stdio", "--clientProcessId=1"]]) {
      const { editor, ended, stderr } = spawnServer(t, [program.file, ...argv]);
      const { capabilities } = await editor.start({ folders: [] });
      assert.ok(capabilities.hoverProvider);
      await editor.leave();
      assert.deepEqual([await ended, stderr()], [0, ""]);
    }
  });
});

test("a history of 50 MB is read as a stream, in a heap that could not hold it", limits, async (t) => {
  const cwd = folderWith(t, { "hook.cjs": hook });
  const note = "measured by the agent of the node pool, and kept for as long as the audit wants it";
  writeFileSync(path.join(cwd, "web.csv"), "time,cpu,note\n");
  const start = Date.UTC(2026, 9, 1);
  for (let day = 0; day < 20; day++) {
    const rows = Array.from({ length: 21_600 }, (_, slot) => {
      const time = new Date(start + (day * 21_600 + slot) * 4000).toISOString();
      return `${time},${(0.2 + (slot % 100) / 1000).toFixed(3)},${note}\n`;
    });
    appendFileSync(path.join(cwd, "web.csv"), rows.join(""));
  }
  const argv = ["--max-old-space-size=60", "--require", "./hook.cjs", program.file];
  const command = ["recommend", "--history", "web.csv", "--horizon", "1d", "--format", "json"];
  const { code, stdout, stderr } = await runProgram(process.execPath, [...argv, ...command], { cwd });
  assert.equal(code, 0, stderr);
  const [{ samples, request }] = JSON.parse(stdout).recommendations;
  assert.equal(samples, 432_000);
  assert.ok(request >= 0.3 && request <= 0.4, `${request} cores`);
  const megabytes = Number(readFileSync(path.join(cwd, "memory"), "utf8")) / 1024;
  assert.ok(megabytes < 350, `${megabytes} MB of memory`);
});

/** Writes down the most memory that the process had, in kB. */
const hook = `process.on("exit", () => require("node:fs").writeFileSync("memory", String(process.resourceUsage().maxRSS)));`;

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { version } from "../../server/src/cli/version.ts";
import { deployment } from "./manifest.ts";
import { runWith } from "./terminal.ts";

const commands = ["init", "check", "plan", "forecast", "recommend", "schema", "lsp"];

describe("--help", () => {
  for (const command of commands) {
    test(`of ${command} has its options and an example, on standard output`, async (t) => {
      const { code, stdout, stderr } = await runWith(t, {}, `${command} --help`);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, new RegExp(`^Usage: resource-planner ${command} `));
      assert.match(stdout, /Example/);
      assert.ok(!stdout.includes("default: []"));
    });
  }

  test("of the program lists every command, the exit codes and where to start", async (t) => {
    const { code, stdout } = await runWith(t, {}, "--help");
    assert.equal(code, 0);
    for (const command of commands) assert.match(stdout, new RegExp(`^  ${command} `, "m"));
    assert.match(stdout, /0 fine, 1 findings .* 2 wrong usage/);
    assert.match(stdout, /resource-planner init/);
  });

  test("and --version are fine", async (t) => {
    assert.deepEqual((await runWith(t, {}, "--version")).stdout, `${version}\n`);
  });
});

describe("wrong usage ends with 2 and says what to do", () => {
  const cases: readonly (readonly [line: string, stderr: RegExp])[] = [
    ["", /Usage: resource-planner/],
    ["chekc", /unknown command 'chekc'\n\(Did you mean check\?\)/],
    ["check --fxi", /unknown option '--fxi'\n\(Did you mean --fix\?\)/],
    ["check --format yaml", /Allowed choices are text, json/],
    ["check --fail-on never", /Allowed choices are error, warning, information, hint/],
    ["check --at yesterday", /Write a time such as 2026-11-23T12:00:00Z/],
    ["plan --format sarif", /Allowed choices are text, json, markdown, html/],
    ["plan --method simplex", /Allowed choices are auto, greedy, dynamicProgramming, linearProgramming/],
    ["plan --time-limit soon", /Write a duration such as 90s, 5m, 12h or 7d/],
    ["plan --time-limit 0s", /Write a duration such as 90s/],
    ["plan --seed -1", /Write a whole number/],
    ["plan --seed 1.5", /Write a whole number/],
    ["plan --output", /argument missing/],
    ["forecast", /required option '--history <file\.\.\.>' not specified/],
    ["forecast --history a.csv --quantile 1", /between 0 and 1/],
    ["forecast --history a.csv --horizon 5y", /Write a duration/],
    ["forecast --history a.csv --horizon 1000000d", /a year at most/],
    ["forecast --history a.csv --model arima", /Allowed choices are auto,/],
    ["recommend", /required option '--history <file\.\.\.>' not specified/],
    ["schema Deploymnt", /there is no schema of Deploymnt\. Did you mean Deployment\?/],
    ["schema Ingress", /Run "resource-planner schema" for the kinds that are known/],
    ["check nosuch.yaml", /nosuch\.yaml cannot be read: there is no such file or folder/],
    ["check 'no*.yaml'", /no\*\.yaml matches no file/],
    ["check web.yaml/deeper", /web\.yaml\/deeper cannot be read: /],
    ["check folder", /folder holds no manifest: no file ends in \.yaml or \.yml/],
    ["plan --plan web.yaml", /web\.yaml holds no ResourcePlan\. "resource-planner init" writes a first one/],
    ["plan --plan nosuch.yaml", /nosuch\.yaml cannot be read: there is no such file/],
    ["recommend --history web.csv --policy web.yaml", /web\.yaml holds no ResourcePlan/],
    ["forecast --history nosuch.csv", /No usage history is read from nosuch\.csv: no file matches it/],
    ["forecast --history folder", /folder is a folder\. Name its files/],
    ["init web.yaml", /web\.yaml is no folder/],
  ];
  for (const [line, expected] of cases) {
    test(`resource-planner ${line}`, async (t) => {
      const files = { "web.yaml": deployment("web"), "folder/readme.txt": "nothing" };
      const { code, stdout, stderr } = await runWith(t, files, line);
      assert.match(stderr, expected);
      assert.ok(!/^\s+at /m.test(stderr), "a stack trace");
      assert.deepEqual([code, stdout], [2, ""]);
    });
  }

  test("in a folder that is gone", async () => {
    const io = { cwd: undefined, environment: {}, stdin: (async function* () {})() };
    let stderr = "";
    const { run } = await import("../../server/src/cli/main.ts");
    const code = await run(["check"], {
      ...io,
      stdout: { write: () => {} },
      stderr: {
        write: (text) => {
          stderr += text;
        },
      },
    });
    assert.deepEqual(
      [code, stderr],
      [2, "resource-planner: the working directory is gone. Change to one that exists.\n"],
    );
  });

  test("in an empty folder", async (t) => {
    const { code, stderr } = await runWith(t, {}, "check");
    assert.deepEqual(
      [code, stderr],
      [2, "resource-planner: this folder holds no manifest: no file ends in .yaml or .yml.\n"],
    );
  });
});

describe("color and progress", () => {
  const files = { "web.yaml": deployment("web", { cpu: "1 Gi" }) };
  const control = "\u001b";

  test("are for a terminal", async (t) => {
    const { stdout, stderr } = await runWith(t, files, "check", { terminal: true });
    assert.ok(stdout.includes(`${control}[`));
    assert.match(stderr, /\d+ % /);
    assert.ok(stderr.endsWith(`\r${control}[K`), "the line of progress is left standing");
  });

  test("stay away elsewhere", async (t) => {
    for (const line of ["check", "plan"]) {
      const { stdout, stderr } = await runWith(t, files, line);
      assert.ok(!`${stdout}${stderr}`.includes(control));
    }
  });

  test("color stays away where NO_COLOR asks for it", async (t) => {
    const { stdout } = await runWith(t, files, "check", { terminal: true, environment: { NO_COLOR: "1" } });
    assert.ok(!stdout.includes(control));
  });

  test("and from what goes into a file", async (t) => {
    const { folder } = await runWith(t, files, "plan --output plan.txt", { terminal: true });
    const text = readFileSync(path.join(folder, "plan.txt"), "utf8");
    assert.match(text, /^Resource plan/);
    assert.ok(!text.includes(control));
  });
});

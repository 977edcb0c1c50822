import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../../server/src/cli/main.ts";

async function output(...argv: readonly string[]): Promise<string> {
  let text = "";
  const stream = { write: (more: string) => (text += more) };
  const stdin = (async function* () {})();
  const code = await run(argv, { cwd: process.cwd(), environment: {}, stdin, stdout: stream, stderr: stream });
  assert.equal(code, 0, text);
  return text;
}

test("queries: the PromQL of each resource, ready to be pasted", async () => {
  const text = await output("queries");
  assert.match(text, /^# http:\/\/127\.0\.0\.1:9090\n\n# cpu\nsum by \(namespace, workload, container\) \(/);
  assert.match(text, /\n# memory_max\n.*max_over_time/);
});

test("queries --format json", async () => {
  const { schemaVersion, servers } = JSON.parse(await output("queries", "--format", "json", "--step", "1m"));
  assert.deepEqual([schemaVersion, servers[0].step, servers[0].queries[0].name], [1, 60, "cpu"]);
});

test("queries --format curl: a script that saves each day, with what the answers are of", async () => {
  const text = await output("queries", "--format", "curl");
  assert.match(text, /^#!\/bin\/sh\n/);
  assert.match(text, /seq 14 -1 0/);
  assert.match(
    text,
    /ask 'cpu_max' 'label_replace\(label_replace\(.*"resource", "cpu", "", ""\), "statistic", "max", "", ""\)'/,
  );
});

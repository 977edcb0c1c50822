import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { prometheusQueries } from "../../server/src/history/promql.ts";
import { readText } from "./read.ts";

const page = readFileSync(path.join(import.meta.dirname, "../../docs/history.md"), "utf8");

test("the page shows the queries as they are asked", () => {
  const shown = prometheusQueries({}).map(({ name, promql }) => `# ${name}\n${promql}\n`);
  assert.equal(/```promql\n(.*?)```/s.exec(page)?.[1], shown.join("\n"));
});

test("each format on the page is read", () => {
  const formats = page.slice(page.indexOf("## Formats of files"));
  const blocks = [...formats.matchAll(/```(\w*)\n(.*?)```/gs)].flatMap(([, kind, text = ""]) =>
    kind === "sh" ? [] : text,
  );
  assert.equal(blocks.length, 8);
  for (const text of blocks) {
    const { unreadable, problems, rows } = readText("cpu.txt", text);
    assert.deepEqual([unreadable, problems, rows > 0], [undefined, [], true], text);
  }
});

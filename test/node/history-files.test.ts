import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { type HistoryOptions, loadHistory, loadHistoryFrom } from "../../server/src/node/history-files.ts";
import type { HistoryCache } from "../../server/src/node/read-history-file.ts";
import { csvOf, folderWith } from "./folder.ts";

const options: HistoryOptions = { workloads: [] };

function csv(location: string) {
  return { type: "csv", location } as const;
}

test("globs are relative to the base folder, and may lead out of it", async (t) => {
  const folder = folderWith(t, {
    "plans/usage/web.csv": csvOf("web", "cpu", 1, 3),
    "metrics/api.csv": csvOf("api", "cpu", 1, 3),
    "plans/other.csv": csvOf("other", "cpu", 1, 3),
  });
  const history = await loadHistory([csv("usage/*.csv"), csv("../metrics/*.csv")], path.join(folder, "plans"), options);
  assert.deepEqual(history.series.map(({ workload }) => workload).sort(), ["api", "web"]);
  assert.deepEqual(
    history.files.map(({ file }) => file),
    ["usage/web.csv", "../metrics/api.csv"],
  );
});

test("a file whose name looks like a glob is that file", async (t) => {
  const folder = folderWith(t, { "usage [old] (1).csv": csvOf("web", "cpu", 1, 3) });
  const history = await loadHistory([csv("usage [old] (1).csv")], folder, options);
  assert.equal(history.series.length, 1);
});

test("a saved answer of Prometheus", async (t) => {
  const result = [
    {
      metric: { pod: "web-7c9d8f6b5d-x2x4z" },
      values: [
        [0, "1"],
        [60, "2"],
        [120, "3"],
      ],
    },
  ];
  const answer = JSON.stringify({ status: "success", data: { resultType: "matrix", result } });
  const folder = folderWith(t, { "cpu.json": answer });
  const history = await loadHistory([{ type: "prometheusResponse", location: "*.json" }], folder, {
    workloads: [{ namespace: "default", name: "web" }],
  });
  assert.deepEqual(
    history.series.map(({ workload, resource }) => [workload, resource]),
    [["web", "cpu"]],
  );
});

test("what is named but holds no history is a finding: a binary file, a folder's worth of prose", async (t) => {
  const folder = folderWith(t, { "a.csv": Uint8Array.of(0, 1, 2, 0xff, 0), "b.csv": "name,age\nx,1\n" });
  const { findings } = await loadHistory([csv("*.csv")], folder, options);
  assert.deepEqual(
    findings.map(({ code, file }) => [code, file]),
    [
      ["plan/unreadable-history", "a.csv"],
      ["plan/unreadable-history", "b.csv"],
    ],
  );
  assert.match(findings[0]?.message ?? "", /binary/);
});

test("what is only guessed at and holds no history is passed over in silence", async (t) => {
  const folder = folderWith(t, {
    "people.csv": "name,age\nx,1\n",
    "web.csv": csvOf("web", "cpu", 1, 3),
    "node_modules/x/api.csv": csvOf("api", "cpu", 1, 3),
  });
  const guess = { ...options, guessed: true, exclude: ["**/node_modules/**"] };
  const history = await loadHistory([csv("**/*.csv")], folder, guess);
  assert.deepEqual([history.series.map(({ workload }) => workload), history.findings], [["web"], []]);
});

test("what is only guessed at and tells of other workloads is no reason for a word", async (t) => {
  const dirty = csvOf("web", "cpu", 1, 3).replace(",1\n", ",x\n");
  const folder = folderWith(t, { "web.csv": dirty, "api.csv": dirty.replaceAll("web", "api") });
  const workloads = [{ namespace: "default", name: "web" }];
  const codes = async (guessed: boolean): Promise<readonly string[]> => {
    const { findings } = await loadHistory([csv("*.csv")], folder, { workloads, guessed });
    return findings.map(({ code, file }) => `${file} ${code}`);
  };
  assert.deepEqual(await codes(true), ["web.csv plan/dirty-history"]);
  assert.deepEqual(await codes(false), ["api.csv plan/dirty-history", "web.csv plan/dirty-history"]);
});

test("several folders make one history", async (t) => {
  const a = folderWith(t, { "a.csv": csvOf("a", "cpu", 1, 3) });
  const b = folderWith(t, { "b.csv": csvOf("b", "cpu", 1, 3) });
  const places = [a, b].map((baseDir) => ({ baseDir, sources: [csv("*.csv")] }));
  const { series } = await loadHistoryFrom(places, options);
  assert.deepEqual(
    series.map(({ workload }) => workload),
    ["a", "b"],
  );
});

test("a source that no file matches is said to be unread: by a finding, or to the rule where a ResourcePlan names it", async (t) => {
  const folder = folderWith(t, {});
  const { findings } = await loadHistory([csv("histroy/*.csv")], folder, options);
  assert.match(findings[0]?.message ?? "", /No usage history is read from histroy\/\*\.csv: no file matches it\./);
  const named = await loadHistory([csv("histroy/*.csv")], folder, { ...options, origin: "plan.yaml" });
  assert.deepEqual(named.unread, [{ location: "histroy/*.csv", reason: "no file matches it" }]);
  assert.deepEqual(named.findings, []);
});

test("in restricted mode nothing outside of the folders is read, not even through a link", async (t) => {
  const outside = folderWith(t, { "secret.csv": csvOf("secret", "cpu", 1, 3) });
  const folder = folderWith(t, { "own.csv": csvOf("own", "cpu", 1, 3) });
  mkdirSync(path.join(folder, "linked"));
  symlinkSync(outside, path.join(folder, "linked", "folder"));
  symlinkSync(path.join(outside, "secret.csv"), path.join(folder, "linked", "file.csv"));
  const locations = ["*.csv", `${outside}/*.csv`, `${outside}/secret.csv`, "linked/file.csv", "linked/**/*.csv"];
  const restricted = await loadHistory(locations.map(csv), folder, { ...options, within: [folder], origin: "p.yaml" });
  assert.deepEqual(
    restricted.series.map(({ workload }) => workload),
    ["own"],
  );
  assert.deepEqual(
    restricted.unread?.map(({ location, reason }) => [location, /restricted mode/.test(reason)]),
    [
      [`${outside}/*.csv`, true],
      [`${outside}/secret.csv`, true],
      ["linked/file.csv", true],
      ["linked/**/*.csv", false],
    ],
  );
  const trusted = await loadHistory([csv("linked/**/*.csv")], folder, options);
  assert.deepEqual(
    trusted.series.map(({ workload }) => workload),
    ["secret"],
  );
});

test("a file is read again only when it has changed, and forgotten when it is no longer named", async (t) => {
  const folder = folderWith(t, { "web.csv": csvOf("web", "cpu", 1, 3) });
  const file = path.join(folder, "web.csv");
  const cache: HistoryCache = new Map();
  await loadHistory([csv("*.csv")], folder, { ...options, cache });
  const [first] = cache.values();
  await loadHistory([csv("*.csv")], folder, { ...options, cache });
  assert.equal([...cache.values()][0], first);
  writeFileSync(file, csvOf("web", "cpu", 2, 3));
  utimesSync(file, 1, 1);
  const { series } = await loadHistory([csv("*.csv")], folder, { ...options, cache });
  assert.deepEqual([...(series[0]?.mean ?? [])], [2, 2, 2]);
  await loadHistory([csv("other/*.csv")], folder, { ...options, cache });
  assert.equal(cache.size, 0);
});

test("reading ends when it is asked to, and what was read by half is not kept", async (t) => {
  const folder = folderWith(t, { "web.csv": csvOf("web", "cpu", 1, 20_000) });
  const cache: HistoryCache = new Map();
  let asked = 0;
  const { series } = await loadHistory([csv("*.csv")], folder, { ...options, cache, stop: () => ++asked > 2 });
  assert.deepEqual([series.length, cache.size], [0, 0]);
});

test("a format that is given decides; else the content shows it", async (t) => {
  const om = '# TYPE container_memory_rss gauge\ncontainer_memory_rss{pod="db-0"} 5 1700000000\n# EOF\n';
  const folder = folderWith(t, { "a.om": om, "b.txt": om, "c.csv": csvOf("web", "cpu", 1, 3) });
  const read = async (type: "openMetrics" | "file" | "csv", location: string) => {
    const { series, findings } = await loadHistory([{ type, location }], folder, options);
    return [...series.map(({ id }) => id), ...findings.map(({ code }) => code)].join();
  };
  assert.equal(await read("openMetrics", "*.om"), "/db//memory");
  assert.equal(await read("file", "*"), "/db//memory,/web//cpu");
  assert.equal(await read("csv", "*.txt"), "plan/unreadable-history");
});

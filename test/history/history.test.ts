import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seriesUntil } from "../../server/src/history/history.ts";
import { seriesFor } from "../../server/src/history/match.ts";
import { historyIn, show } from "./read.ts";

function check(files: Readonly<Record<string, string>>, expected: string, at?: number): void {
  assert.equal(show(historyIn(files, at === undefined ? {} : { at })), expected);
}

const rows = (...cells: readonly (readonly [number, number])[]) => cells.map((row) => row.join(",")).join("\n");

test("the grid ends with the newest sample, whatever its second is", () => {
  check(
    { "a.csv": `time,cpu\n${rows([7, 1], [907, 2], [1808, 3], [2707, 4])}` },
    "/a//cpu cores 1970-01-01T00:00:07Z 900s: 1 2 3 4",
  );
});

test("short gaps are bridged, long ones stay", () => {
  check(
    { "a.csv": `time,cpu\n${rows([0, 1], [60, 1], [120, 1], [300, 4], [360, 4], [600, 9])}` },
    "/a//cpu cores 1970-01-01T00:00:00Z 60s: 1 1 1 ~2 ~3 4 4 - - - 9",
  );
});

test("several samples in a step: their mean and maximum", () => {
  const fine = Array.from({ length: 12 }, (_, i): [number, number] => [57 * i, i % 2]);
  check(
    { "a.csv": `time,cpu\n${rows(...fine)}` },
    "/a//cpu cores 1970-01-01T00:00:27Z 60s: 0.5 0 1 0 1 0 1 0 1 0 1 max 1 0 1 0 1 0 1 0 1 0 1",
  );
});

test("distances with jitter are the step that people set", () => {
  const steps = (...distances: readonly number[]) => {
    let time = 0;
    const cells = distances.map((distance): [number, number] => {
      time += distance;
      return [time, 1];
    });
    return historyIn({ "a.csv": `time,cpu\n${rows([0, 1], ...cells)}` }).series[0]?.stepSeconds;
  };
  assert.equal(steps(57, 57, 58, 57), 60);
  assert.equal(steps(899, 901, 900), 900);
  assert.equal(steps(420, 420, 420), 480);
  assert.equal(steps(900, 900, 900, 82_800, 900, 900, 900, 82_800, 900, 900, 900), 900);
  assert.equal(steps(3600), 3600);
  assert.equal(steps(...Array(50).fill(3600), ...Array(100).fill(60)), 3600);
});

test("pods that are asked at different seconds are summed, one that is late is still there", () => {
  check(
    {
      "x.csv": `time,workload,pod,resource,value\n${[0, 60, 120, 180].flatMap((time) => [`${time + 20},w,a,cpu,1`, ...(time < 180 ? [`${time + 40},w,b,cpu,2`] : [])]).join("\n")}`,
    },
    "/w//cpu cores 1970-01-01T00:00:20Z 60s: 3 3 3 3 of 2 pods",
  );
});

test("a pod that is gone uses nothing", () => {
  check(
    {
      "x.csv": `time,workload,pod,resource,value\n${[0, 60, 120, 180, 240].flatMap((time) => [`${time},w,a,cpu,1`, ...(time < 120 ? [`${time},w,b,cpu,2`] : [])]).join("\n")}`,
    },
    "/w//cpu cores 1970-01-01T00:00:00Z 60s: 3 3 1 1 1 of 1 pod",
  );
});

test("files of one series are put together; of equal times the newest file counts", () => {
  const files = {
    "new/a.csv": `time,cpu\n${rows([60, 20], [120, 30])}`,
    "old/a.csv": `time,cpu\n${rows([0, 1], [60, 2])}`,
  };
  check(files, "/a//cpu cores 1970-01-01T00:00:00Z 60s: 1 20 30");
  check(Object.fromEntries(Object.entries(files).reverse()), "/a//cpu cores 1970-01-01T00:00:00Z 60s: 1 20 30");
});

test("each series has its own last sample", () => {
  check(
    { "a.csv": `time,cpu\n${rows([0, 1], [60, 2])}`, "b.csv": `time,cpu\n${rows([0, 1], [60, 2], [120, 3])}` },
    "/a//cpu cores 1970-01-01T00:00:00Z 60s: 1 2\n/b//cpu cores 1970-01-01T00:00:00Z 60s: 1 2 3",
  );
});

test("only samples up to `at` count", () => {
  const file = { "a.csv": `time,cpu\n${rows([0, 1], [60, 2], [120, 3], [180, 4])}` };
  check(file, "/a//cpu cores 1970-01-01T00:00:00Z 60s: 1 2 3", 120_000);
  check(file, "", -1);
});

test("a series cut at a time knows nothing of what came after, not even through a bridge", () => {
  const [series] = historyIn({ "a.csv": `time,cpu\n${rows([0, 1], [60, 2], [240, 5], [300, 6])}` }).series;
  assert.ok(series);
  const cut = (at: number) => seriesUntil(series, at);
  assert.deepEqual([...(cut(180_000)?.mean ?? [])], [1, 2]);
  assert.deepEqual([...(cut(240_000)?.mean ?? [])], [1, 2, 3, 4, 5]);
  assert.equal(cut(180_000)?.samples, 2);
  assert.equal(cut(300_000), series);
  assert.equal(cut(-1), undefined);
});

test("cutting a series and cutting its samples is the same", () => {
  const times = fc.uniqueArray(fc.nat(40), { minLength: 2 });
  fc.assert(
    fc.property(times, fc.nat(40), (list, at) => {
      const text = `time,cpu\n${rows(...[0, 1, 2, ...list.map((time) => time + 3)].toSorted((a, b) => a - b).map((t): [number, number] => [60 * t, t]))}`;
      const [whole] = historyIn({ "a.csv": text }).series;
      assert.ok(whole);
      const cut = seriesUntil(whole, 60_000 * (at + 2));
      const [read] = historyIn({ "a.csv": text }, { at: 60_000 * (at + 2) }).series;
      if (whole.stepSeconds !== 60 || read?.stepSeconds !== 60) return;
      assert.deepEqual(cut?.mean, read.mean);
      assert.deepEqual(cut?.interpolated, read.interpolated);
    }),
  );
});

test("a history of replicas says how many pods totals are of", () => {
  const [cpu] = historyIn({ "a.csv": "time,cpu,replicas\n0,1,3\n60,2,4\n120,2,4\n" }).series;
  assert.equal(cpu?.pods, 4);
});

test("a workload's series, by namespace where it is named", () => {
  const history = historyIn({
    "x.csv":
      "time,namespace,workload,container,resource,value\n0,,web,,cpu,1\n0,prod,web,,cpu,2\n0,prod,web,main,cpu,3\n0,,llm-predictor,,cpu,4\n",
  });
  const value = (namespace: string, name: string, container?: string) =>
    seriesFor(history, { namespace, name }, container, "cpu")?.mean[0];
  assert.equal(value("prod", "web"), 2);
  assert.equal(value("test", "web"), 1);
  assert.equal(value("prod", "web", "main"), 3);
  assert.equal(value("prod", "web", "other"), undefined);
  assert.equal(value("prod", "llm"), 4);
});

test("dirty and unreadable files are findings, gaps alone are not", () => {
  const { findings } = historyIn({
    "dirty.csv": "time,cpu\n0,1\n60,x\n",
    "gap.csv": "time,cpu\n0,1\n60,1\n120,1\n900,1\n",
    "text.csv": "Dear diary",
  });
  assert.deepEqual(
    findings.map(({ code, severity, file }) => `${severity} ${code} ${file}`),
    ["information plan/dirty-history dirty.csv", "warning plan/unreadable-history text.csv"],
  );
  assert.equal(findings[0]?.message, "1 of 2 rows are used; found were 1 not a number (line 3).");
});

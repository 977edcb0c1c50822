import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { prometheusQueries } from "../../server/src/history/promql.ts";
import { askedRange, chunksOf, missingOf } from "../../server/src/history/query-range.ts";

function named(name: string, questions: Parameters<typeof prometheusQueries>[0]): string | undefined {
  return prometheusQueries(questions).find((query) => query.name === name)?.promql;
}

test("the server sums the pods of each workload, and takes rates and maxima over the step", () => {
  const cpu = named("cpu", { stepSeconds: 300 }) ?? "";
  assert.match(cpu, /^sum by \(namespace, workload, container\) \(label_replace\(/);
  assert.match(cpu, /rate\(container_cpu_usage_seconds_total\{container!="",container!="POD",pod!=""\}\[5m\]\)/);
  assert.match(named("cpu_max", { stepSeconds: 3600 }) ?? "", /^max_over_time\(\(sum by .*\[2m\].*\)\[1h:1m\]\)$/);
  assert.match(
    named("memory_max", { stepSeconds: 90 }) ?? "",
    /max_over_time\(container_memory_working_set_bytes\{.*\}\[90s\]\)/,
  );
});

test("matchers go into every default query", () => {
  const without = prometheusQueries({ matchers: 'cluster="prod"' }).filter(
    ({ promql }) => !promql.includes('cluster="prod"}'),
  );
  assert.deepEqual(without, []);
});

test("settings replace queries, add some, and turn some off", () => {
  const queries = { cpu: "my:cpu:rate$step", memory: "", "queue-depth_max": "max(depth)" };
  assert.equal(named("cpu", { stepSeconds: 60, queries }), "my:cpu:rate1m");
  assert.equal(named("memory", { queries }), undefined);
  const depth = prometheusQueries({ queries }).at(-1);
  assert.deepEqual([depth?.resource, depth?.statistic], ["queue-depth", "max"]);
});

test("chunks cover a range once, under the limit of points, at places that do not depend on the range", () => {
  const step = fc.constantFrom(1, 15, 60, 300, 3600, 86_400);
  fc.assert(
    fc.property(step, fc.nat(40), fc.integer({ min: 1, max: 5000 }), (seconds, now, steps) => {
      const range = askedRange(1_700_000_000 + now * 977, steps * seconds, seconds);
      const chunks = chunksOf(range, seconds);
      assert.equal(chunks[0]?.from, range.from);
      assert.equal(chunks.at(-1)?.to, range.to);
      chunks.forEach(({ from, to }, i) => {
        assert.ok((to - from) / seconds < 11_000);
        if (i > 0) assert.equal(from, (chunks[i - 1]?.to ?? 0) + seconds);
        if (i > 0) assert.deepEqual(chunksOf({ from, to: range.to }, seconds)[0], { from, to });
      });
    }),
  );
});

test("what is missing is what no held range has", () => {
  const held = [
    { from: 0, to: 20 },
    { from: 40, to: 50 },
    { from: 45, to: 48 },
    { from: 90, to: 200 },
  ];
  assert.deepEqual(missingOf({ from: 10, to: 100 }, held, 1), [
    { from: 21, to: 39 },
    { from: 51, to: 89 },
  ]);
  assert.deepEqual(missingOf({ from: 10, to: 15 }, held, 1), []);
  assert.deepEqual(missingOf({ from: 300, to: 310 }, held, 1), [{ from: 300, to: 310 }]);
});

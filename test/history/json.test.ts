import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { quantileOfDistribution } from "../../server/src/history/baseline.ts";
import { createJsonCutter } from "../../server/src/history/json-values.ts";
import { historyIn, readText, show } from "./read.ts";

const pod = { namespace: "prod", pod: "web-7d4b9c6f5d-x2k8p", container: "web" };

test("lines as VictoriaMetrics exports them", () => {
  const line = (values: readonly (number | null)[], from: number) =>
    `${JSON.stringify({
      metric: { __name__: "container_memory_working_set_bytes", ...pod },
      values,
      timestamps: values.map((_, i) => from + i * 60_000),
    })}\n`;
  const text = line([1, 2], 1_700_000_000_000) + line([null, 4], 1_700_000_120_000);
  const expected = "prod/web/web/memory bytes 2023-11-14T22:13:20Z 60s: 1 2 ~3 4 of 1 pod";
  assert.equal(show(historyIn({ "export.jsonl": text })), expected);
});

test("answers that follow each other in one file go together", () => {
  const answer = (time: number, value: string) =>
    JSON.stringify({
      status: "success",
      data: { resultType: "matrix", result: [{ metric: { ...pod, resource: "cpu" }, values: [[time, value]] }] },
    });
  const text = answer(0, "1") + answer(60, "2");
  assert.equal(show(historyIn({ "x.json": text })), "prod/web/web/cpu cores 1970-01-01T00:00:00Z 60s: 1 2 of 1 pod");
});

test("promtool prints the bare list of series", () => {
  const list = [
    {
      metric: { ...pod, __name__: "container_memory_rss" },
      values: [
        [0, "1"],
        [60, "2"],
      ],
    },
  ];
  const expected = "prod/web/web/memory bytes 1970-01-01T00:00:00Z 60s: 1 2 of 1 pod";
  assert.equal(show(historyIn({ "x.json": JSON.stringify(list) })), expected);
});

test("PodMetrics, one list after the other", () => {
  const list = (timestamp: string, cpu: string) => ({
    kind: "PodMetricsList",
    apiVersion: "metrics.k8s.io/v1beta1",
    items: [
      {
        metadata: { name: pod.pod, namespace: pod.namespace },
        timestamp,
        window: "15.1s",
        containers: [{ name: "web", usage: { cpu, memory: "1Ki" } }],
      },
    ],
  });
  const lists = [list("2024-01-01T00:00:15Z", "500000000n"), list("2024-01-01T00:01:15Z", "750000u")];
  const expected = `prod/web/web/cpu cores 2024-01-01T00:00:15Z 60s: 0.5 0.75 of 1 pod
prod/web/web/memory bytes 2024-01-01T00:00:15Z 60s: 1024 1024 of 1 pod`;
  assert.equal(
    show(historyIn({ "usage.json": lists.map((each) => JSON.stringify(each, null, 1)).join("") })),
    expected,
  );
});

test("a log of requests becomes rates; a minute without requests is a zero", () => {
  const request = (timestamp: number) =>
    JSON.stringify({ timestamp, input_length: 60, output_length: 6, hash_ids: [0] });
  // Six in the first minute, none in the second, three in the third.
  const times = [0, 1, 2, 3, 4, 59, 120, 121, 122].map((second) => second * 1000);
  const expected = `/llm//requests requests/s 1970-01-01T00:01:00Z 60s: 0.1 0 0.05 max 0.5 0 0.3
/llm//prompt-tokens tokens/s 1970-01-01T00:01:00Z 60s: 6 0 3 max 30 0 18
/llm//generation-tokens tokens/s 1970-01-01T00:01:00Z 60s: 0.6 0 0.3 max 3 0 1.8`;
  assert.equal(show(historyIn({ "llm.jsonl": times.map(request).join("\n") })), expected);
});

test("the minutes in which a log begins and ends are left out where they are not whole", () => {
  const lines = Array.from(
    { length: 400 },
    (_, i) => `{"timestamp":${(30 + i) * 1000},"input_length":1,"output_length":1}`,
  );
  const [requests] = historyIn({ "llm.jsonl": lines.join("\n") }).series;
  assert.deepEqual([...(requests?.mean ?? [])], [1, 1, 1, 1, 1, 1]);
});

const checkpoint = {
  apiVersion: "autoscaling.k8s.io/v1",
  kind: "VerticalPodAutoscalerCheckpoint",
  metadata: { name: "web-web", namespace: "prod" },
  spec: { vpaObjectName: "web-vpa", containerName: "web" },
  status: {
    version: "v3",
    cpuHistogram: {
      referenceTimestamp: "2024-01-01T00:00:00Z",
      bucketWeights: { "0": 10000, "1": 5000 },
      totalWeight: 3,
    },
    memoryHistogram: { bucketWeights: {}, totalWeight: 0 },
    firstSampleStart: "2024-01-01T00:00:00Z",
    lastSampleStart: "2024-01-02T00:00:00Z",
    totalSamplesCount: 1440,
  },
};

const vpa = {
  apiVersion: "autoscaling.k8s.io/v1",
  kind: "VerticalPodAutoscaler",
  metadata: { name: "web-vpa", namespace: "prod" },
  spec: { targetRef: { kind: "Deployment", name: "web" } },
  status: {
    recommendation: {
      containerRecommendations: [
        { containerName: "web", target: { cpu: "250m", memory: "1Gi" }, lowerBound: { cpu: "100m" } },
      ],
    },
  },
};

test("a VPA's recommendation is a fact to compare with, its checkpoint a distribution of the target's use", () => {
  const text = JSON.stringify({ kind: "List", apiVersion: "v1", items: [checkpoint, vpa] });
  const history = historyIn({ "vpa.json": text });
  const { recommendations, distributions } = history.baselines ?? { recommendations: [], distributions: [] };
  assert.deepEqual(history.series, []);
  assert.deepEqual(
    recommendations.map(({ workload, container, resource, target, lowerBound, upperBound }) => ({
      use: `${workload}/${container}/${resource}`,
      amounts: [target, lowerBound, upperBound],
    })),
    [
      { use: "web/web/cpu", amounts: [0.25, 0.1, undefined] },
      { use: "web/web/memory", amounts: [1_073_741_824, undefined, undefined] },
    ],
  );
  const [cpu] = distributions;
  assert.ok(cpu !== undefined && distributions.length === 1);
  assert.deepEqual([cpu.workload, cpu.container, cpu.resource, cpu.samples], ["web", "web", "cpu", 1440]);
  assert.deepEqual(
    cpu.buckets.map(({ end, weight }) => [Number(end.toFixed(6)), weight]),
    [
      [0.01, 2],
      [0.0205, 1],
    ],
  );
  assert.equal(quantileOfDistribution(cpu, 0.5), cpu.buckets[0]?.end);
  assert.equal(quantileOfDistribution(cpu, 0.9), cpu.buckets[1]?.end);
});

test("values are cut alike in whatever pieces they come", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ result: fc.array(fc.dictionary(fc.string(), fc.jsonValue())), status: fc.jsonValue() })),
      fc.integer({ min: 1, max: 9 }),
      (answers, size) => {
        const text = answers.map((answer) => JSON.stringify(answer)).join("\n");
        const parts: unknown[] = [];
        const cutter = createJsonCutter((part, kind) => void parts.push([kind, JSON.parse(part)]));
        for (let i = 0; i < text.length; i += size) cutter.push(text.slice(i, i + size));
        assert.ok(cutter.end());
        const expected = answers.flatMap(({ result, status }) => [
          ...result.map((element) => ["element", element]),
          ["whole", { result: [], status }],
        ]);
        assert.deepEqual(parts, JSON.parse(JSON.stringify(expected)));
      },
    ),
  );
});

test("what is cut off, or goes on after its end, is no JSON", () => {
  for (const text of ["{", '{"a":1}}', '{"a":"', '{"result":[{"a":1}', "null x", '{"a":1} x']) {
    assert.match(readText("x.json", text).unreadable ?? "", /^it is not JSON, or cut off/, text);
  }
});

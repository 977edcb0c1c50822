import assert from "node:assert/strict";
import { test } from "node:test";
import { historyIn, problemsOf, readText, show } from "./read.ts";

test("OpenMetrics has stamps in seconds, the classic format in milliseconds", () => {
  const openMetrics = `# HELP container_cpu_usage_cores Cores.
# TYPE container_cpu_usage_cores gauge
container_cpu_usage_cores{namespace="prod",pod="web-7d4b9c6f5d-x2k8p",container="web"} 1.5 1700000000.000
container_cpu_usage_cores{namespace="prod",pod="web-7d4b9c6f5d-x2k8p",container="web"} 2 1700000060
# EOF
`;
  const expected = "prod/web/web/cpu cores 2023-11-14T22:13:20Z 60s: 1.5 2 of 1 pod";
  assert.equal(show(historyIn({ "x.om": openMetrics })), expected);
  const classic = openMetrics.replace("1700000000.000", "1700000000000").replace("1700000060", "1700000060000");
  assert.equal(show(historyIn({ "x.txt": classic.replace("# EOF\n", "") })), expected);
});

test("a text reads the same in whatever pieces it comes", () => {
  const text = 'container_memory_rss{pod="db-0"} 5 1700000000\r\ncontainer_memory_rss{pod="db-0"} 6 1700000060\r\n';
  for (const size of [1, 7, 200]) assert.equal(readText("x.om", text, size).used, 2);
});

test("counters become rates, also those that only the file calls so", () => {
  const known = (value: number, time: number) =>
    `vllm:prompt_tokens_total{pod="llm-0",model_name="m"} ${value} ${time}\n`;
  assert.equal(
    show(historyIn({ "x.om": known(0, 1_700_000_000) + known(600, 1_700_000_060) + known(60, 1_700_000_120) })),
    "/llm//prompt-tokens tokens/s 2023-11-14T22:14:20Z 60s: 10 1 of 1 pod",
  );
  const own = `# TYPE hits counter
hits_total 10 1700000000
hits_total 70 1700000060
hits_total 130 1700000120
`;
  assert.equal(show(historyIn({ "web.requests.om": own })), "/web//requests requests/s 2023-11-14T22:14:20Z 60s: 1 1");
});

test("working set, usage and resident memory measure one use: the best of them counts, they are not added", () => {
  const lines = ["container_memory_rss", "container_memory_working_set_bytes", "container_memory_usage_bytes"].map(
    (name, index) => `${name}{pod="db-0",container="db"} ${10 + index} 1700000000`,
  );
  assert.match(show(historyIn({ "x.om": lines.join("\n") })), /^\/db\/db\/memory bytes .*: 11 of 1 pod$/);
});

test("metrics of GPUs and of vLLM by their names", () => {
  const text = `
DCGM_FI_DEV_GPU_UTIL{gpu="0",exported_pod="llm-0",exported_namespace="ai",pod="dcgm-x"} 50 1700000000
DCGM_FI_DEV_GPU_UTIL{gpu="1",exported_pod="llm-0",exported_namespace="ai",pod="dcgm-x"} 100 1700000000
DCGM_FI_DEV_FB_USED{gpu="0",exported_pod="llm-0",exported_namespace="ai",pod="dcgm-x"} 2 1700000000
vllm:num_requests_running{namespace="ai",pod="llm-0"} 3 1700000000
vllm:num_requests_waiting{namespace="ai",pod="llm-0"} 1 1700000000
vllm:kv_cache_usage_perc{namespace="ai",pod="llm-0"} 0.25 1700000000
vllm:e2e_request_latency_seconds_bucket{namespace="ai",pod="llm-0",le="1"} 7 1700000000
`;
  const series = historyIn({ "x.prom": text.trimStart() }).series.map(
    ({ id, unit, mean }) => `${id} ${mean.join(" ")} ${unit}`,
  );
  assert.deepEqual(series, [
    "ai/llm//nvidia.com/gpu 1.5 devices",
    "ai/llm//gpu-memory 2097152 bytes",
    "ai/llm//running-requests 3 requests",
    "ai/llm//waiting-requests 1 requests",
    "ai/llm//kv-cache 0.25 share",
  ]);
});

test("what promtool dumps has the metric's name among the labels", () => {
  const line = (value: number, time: number) =>
    `{__name__="container_memory_working_set_bytes", container="db", pod="db-0"} ${value} ${time}\n`;
  const text = line(5, 1_704_067_200_000) + line(6, 1_704_067_260_000);
  assert.equal(show(historyIn({ "dump.txt": text })), "/db/db/memory bytes 2024-01-01T00:00:00Z 60s: 5 6 of 1 pod");
});

test("labels with quotes, escapes, spaces and braces; exemplars; lines that are none", () => {
  const text = `{"container_memory_rss", pod="db-0", image="a\\"b}c,d=\\"e"} 5 1700000000 # {trace="x"} 1
container_memory_rss{ pod = "db-0" , image="a\\"b}c,d=\\"e", } 6 1700000060
container_memory_rss{pod="db-0 7 1700000120
container_memory_rss{pod="db-0",image="a\\"b}c,d=\\"e"} NaN 1700000180
`;
  assert.equal(problemsOf(readText("x.om", `# TYPE x gauge\n${text}`)), "2/4; wrong-columns ×1 @4; not-a-number ×1 @5");
});

test("what cannot be used says why, and what to do", () => {
  const unreadable = (text: string) => readText("x.om", text).unreadable ?? "";
  assert.match(unreadable('# TYPE a gauge\ncontainer_memory_rss{pod="a-0"} 1\n'), /no stamps, as in a single scrape/);
  assert.match(unreadable("# TYPE a gauge\nfoo 1 1700000000\n"), /of its metrics \(foo\) none is known.*web\.cpu\.om/);
  assert.match(unreadable("# EOF\n"), /no samples/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { historyIn, problemsOf, readText, show } from "./read.ts";

type Values = readonly (readonly [number, string])[];

function answer(...result: readonly { readonly metric: object; readonly values: Values }[]): string {
  return JSON.stringify({ status: "success", data: { resultType: "matrix", result } });
}

function check(file: string, text: string, expected: string): void {
  assert.equal(show(historyIn({ [file]: text })), expected);
}

const values: Values = [
  [0, "1"],
  [60, "2"],
];

test("labels say whose usage it is; the metric's name, a label or the file's name of what", () => {
  const labels = { namespace: "prod", pod: "web-7d4b9c6f5d-x2k8p", container: "main" };
  const memory = { ...labels, __name__: "container_memory_working_set_bytes" };
  check(
    "x.json",
    answer({ metric: memory, values }),
    "prod/web/main/memory bytes 1970-01-01T00:00:00Z 60s: 1 2 of 1 pod",
  );
  check(
    "x.json",
    answer({ metric: { ...labels, resource: "cpu" }, values }),
    "prod/web/main/cpu cores 1970-01-01T00:00:00Z 60s: 1 2 of 1 pod",
  );
  check(
    "cpu.json",
    answer({ metric: labels, values }),
    "prod/web/main/cpu cores 1970-01-01T00:00:00Z 60s: 1 2 of 1 pod",
  );
  check(
    "x.json",
    answer({ metric: labels, values }),
    "prod/web/main/value no unit 1970-01-01T00:00:00Z 60s: 1 2 of 1 pod",
  );
  check("api.cpu.json", answer({ metric: {}, values }), "/api//cpu cores 1970-01-01T00:00:00Z 60s: 1 2");
});

test("pods of a workload are summed, also where a label names the workload", () => {
  const metric = { workload: "web", resource: "cpu" };
  const text = answer({ metric: { ...metric, pod: "web-a" }, values }, { metric: { ...metric, pod: "web-b" }, values });
  check("x.json", text, "/web//cpu cores 1970-01-01T00:00:00Z 60s: 2 4 of 2 pods");
});

test("devices of a pod are parts of its use", () => {
  const metric = (gpu: string) => ({ __name__: "DCGM_FI_DEV_GPU_UTIL", exported_pod: "llm-0", gpu });
  const busy: Values = [
    [0, "100"],
    [60, "50"],
  ];
  check(
    "x.json",
    answer({ metric: metric("0"), values: busy }, { metric: metric("1"), values: busy }),
    "/llm//nvidia.com/gpu devices 1970-01-01T00:00:00Z 60s: 2 1 of 1 pod",
  );
});

test("counters become rates; a counter that falls began again at zero", () => {
  const metric = { __name__: "container_cpu_usage_seconds_total", pod: "db-0", container: "db" };
  const counter: Values = [
    [0, "1000"],
    [60, "1030"],
    [120, "1090"],
    [180, "30"],
    [240, "60"],
  ];
  const text = answer({ metric, values: counter });
  check("x.json", text, "/db/db/cpu cores 1970-01-01T00:01:00Z 60s: 0.5 1 0.5 0.5 of 1 pod");
  assert.equal(problemsOf(readText("x.json", text)), "5/5; counter-reset ×1 @");
});

test("a gauge that rises is no counter", () => {
  const text = answer({ metric: { __name__: "container_memory_usage_bytes", pod: "db-0" }, values });
  check("x.json", text, "/db//memory bytes 1970-01-01T00:00:00Z 60s: 1 2 of 1 pod");
});

test("the pod's own control group and its pause container are in the containers' use already", () => {
  const metric = { __name__: "container_memory_usage_bytes", pod: "db-0" };
  const text = answer(
    { metric: { ...metric, container: "" }, values },
    { metric: { ...metric, container: "POD" }, values },
    { metric: { ...metric, container: "db" }, values },
  );
  check("x.json", text, "/db/db/memory bytes 1970-01-01T00:00:00Z 60s: 1 2 of 1 pod");
});

test("values that are no usage, stamps that are none, series of machines", () => {
  const text = JSON.stringify({
    status: "success",
    data: {
      resultType: "matrix",
      result: [
        {
          metric: { pod: "a-0", resource: "cpu" },
          values: [[0, "NaN"], [60, "+Inf"], [120, "-1"], ["x", "1"], 7, [180.5, "2"]],
        },
        { metric: { instance: "node-1", resource: "cpu" }, values: [[0, "1"]] },
        { metric: "broken" },
      ],
    },
  });
  assert.equal(
    problemsOf(readText("x.json", text)),
    "1/7; not-a-number ×2 @; negative ×1 @; bad-time ×1 @; wrong-columns ×2 @",
  );
});

test("what is no answer with a history says so", () => {
  const unreadable = (text: string) => readText("x.json", text).unreadable ?? "";
  assert.match(unreadable("{"), /^it is not JSON/);
  assert.match(unreadable("[]"), /^it is not an answer of Prometheus/);
  assert.match(unreadable('{"status":"error","errorType":"bad_data","error":"parse error"}'), /parse error/);
  assert.match(unreadable('{"status":"success","data":{"resultType":"vector","result":[]}}'), /vector.*query_range/);
});

test("no JSON makes an exception", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      readText("x.json", json);
      readText(
        "x.json",
        `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":${json}}]}}`,
      );
    }),
  );
});

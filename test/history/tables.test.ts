import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTime } from "../../server/src/history/time.ts";
import { historyIn, readText, show } from "./read.ts";

function check(file: string, text: string, expected: string): void {
  assert.equal(show(historyIn({ [file]: text })), expected);
}

test("columns that Grafana heads by labels", () => {
  const text = `"Time","{container=""web"", namespace=""prod"", pod=""web-7d4b9c6f5d-x2k8p""}","container_memory_working_set_bytes{pod=""db-0""}"
2024-01-01 00:00:00,1,100
2024-01-01 00:05:00,2,200
`;
  check(
    "cpu.csv",
    `\uFEFF${text}`,
    `prod/web/web/cpu cores 2024-01-01T00:00:00Z 300s: 1 2 of 1 pod
/db//memory bytes 2024-01-01T00:00:00Z 300s: 100 200 of 1 pod`,
  );
});

test("columns that are headed by pods are summed to their workload", () => {
  const text = `"Time";"web-7d4b9c6f5d-x2k8p";"web-7d4b9c6f5d-zzb4q"
2024-01-01 00:00:00;1,5;2
2024-01-01 00:05:00;2,5;3
`;
  check("cpu.csv", text, "/web//cpu cores 2024-01-01T00:00:00Z 300s: 3.5 5.5 of 2 pods");
});

test("Grafana's long tables name the series in a column", () => {
  const text = `"Series";"Time";"Value"
"{pod=""web-7d4b9c6f5d-x2k8p""}";2024-01-01T00:00:00+01:00;1,5 GiB
"{pod=""web-7d4b9c6f5d-x2k8p""}";2024-01-01T00:05:00+01:00;2 GiB
"db";2024-01-01T00:05:00+01:00;3 GiB
`;
  check(
    "memory.csv",
    text,
    `/web//memory bytes 2023-12-31T23:00:00Z 300s: 1610610000 2147480000 of 1 pod
/db//memory bytes 2023-12-31T23:05:00Z 900s: 3221230000`,
  );
});

test("times of a zone: summer and winter, the hour that is shown twice, the one that is left out", () => {
  const utc = (text: string) => new Date(parseTime(text, "Europe/Berlin") ?? 0).toISOString().slice(0, 16);
  assert.equal(utc("2024-01-15 12:00"), "2024-01-15T11:00");
  assert.equal(utc("15.07.2024 12:00"), "2024-07-15T10:00");
  assert.equal(utc("2024-10-27 02:30"), "2024-10-27T00:30");
  assert.equal(utc("2024-10-27 03:30"), "2024-10-27T02:30");
  assert.equal(utc("2024-03-31 03:30"), "2024-03-31T01:30");
  assert.equal(utc("2024-01-15T12:00:00Z"), "2024-01-15T12:00");
  assert.equal(utc("1705320000"), "2024-01-15T12:00");
});

test("a zone that is given holds for the whole file", () => {
  const text = "time,value\n2024-07-01 00:00:00,1\n2024-07-01 01:00:00,2\n";
  const [set] = readText("web.cpu.csv", text, text.length, "America/New_York").samples;
  assert.equal(new Date(set?.times[0] ?? 0).toISOString(), "2024-07-01T04:00:00.000Z");
});

test("logs of requests as Azure and BurstGPT publish them", () => {
  const azure = `TIMESTAMP,ContextTokens,GeneratedTokens
2023-11-16 18:15:00.6805900,60,6
2023-11-16 18:15:30.0000000,60,6
2023-11-16 18:16:10.0000000,60,6
`;
  check(
    "llm.csv",
    azure,
    `/llm//requests requests/s 2023-11-16T18:16:00Z 60s: 0.0333333 0.0166667 max 0.1 0.1
/llm//prompt-tokens tokens/s 2023-11-16T18:16:00Z 60s: 2 1 max 6 6
/llm//generation-tokens tokens/s 2023-11-16T18:16:00Z 60s: 0.2 0.1 max 0.6 0.6`,
  );
  const burst = `Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type
5,ChatGPT,60,6,66,Conversation log
65,GPT-4,60,6,66,API log
`;
  assert.match(
    show(historyIn({ "llm.csv": burst })),
    /requests requests\/s 1970-01-01T00:01:00Z 60s: 0.0166667 0.0166667/,
  );
});

const table = (cpu: string) => `NAMESPACE   POD                    NAME   CPU(cores)   MEMORY(bytes)
prod        web-7d4b9c6f5d-x2k8p   web    ${cpu}         717Mi
`;

test("tables of kubectl top, each after its time", () => {
  const text = `2024-01-01T00:00:00Z\n${table("551m")}\n2024-01-01T00:05:00Z\n${table("600m")}`;
  check(
    "usage.top",
    text,
    `prod/web/web/cpu cores 2024-01-01T00:00:00Z 300s: 0.551 0.6 of 1 pod
prod/web/web/memory bytes 2024-01-01T00:00:00Z 300s: 751829000 751829000 of 1 pod`,
  );
  const pods = "# 2024-01-01T00:00:00Z\nNAME    CPU(cores)   MEMORY(bytes)\ndb-0    5m   1Mi\n";
  assert.match(show(historyIn({ "usage.top": pods })), /^\/db\/\/cpu cores/);
});

test("a table of kubectl top that does not say when it was made", () => {
  assert.match(readText("usage.top", table("1m")).unreadable ?? "", /put a line with the time before each/);
});

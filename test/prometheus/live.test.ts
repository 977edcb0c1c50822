import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { run } from "../../server/src/cli/main.ts";
import { readServer } from "../../server/src/node/prometheus-history.ts";
import { nodeAccess } from "../../server/src/node/prometheus-node.ts";
import { isPrometheusInstalled, type LiveServer, startPrometheus } from "./live-server.ts";
import { type Fault, type FaultyProxy, startProxy } from "./proxy.ts";

const installed = isPrometheusInstalled();
if (!installed) {
  console.log(
    "The test with a real Prometheus DID NOT RUN: prometheus and promtool are not installed (Debian: apt-get install prometheus).",
  );
}

/** Epoch seconds of the newest sample: a whole hour, so that what comes out does not depend on the minute. */
const end = Math.floor(Date.now() / 3_600_000) * 3600;
const days = 4;

describe("a real Prometheus", { skip: !installed }, () => {
  let server: LiveServer;
  let proxy: FaultyProxy;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "resource-planner-live-"));
    server = await startPrometheus(samples());
    proxy = await startProxy(server.port);
    writeFileSync(path.join(folder, "web.yaml"), manifest);
    writeFileSync(path.join(folder, "plan.yaml"), planOf(proxy.url));
  });

  after(async () => {
    await proxy?.end();
    await server?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const cli = async (...argv: readonly string[]) => {
    const out = { stdout: "", stderr: "" };
    const stream = (name: keyof typeof out) => ({
      write: (text: string) => {
        out[name] += text;
      },
    });
    const environment = { RESOURCE_PLANNER_CACHE: path.join(folder, "cache") };
    const stdin = (async function* () {})();
    const code = await run(argv, {
      cwd: folder,
      environment,
      stdin,
      stdout: stream("stdout"),
      stderr: stream("stderr"),
    });
    return { code, ...out };
  };

  test("from plan to advice: the pods' rates and memory become requests", async () => {
    const { stdout, stderr } = await cli("plan", "--format", "json", "--at", new Date(end * 1000).toISOString());
    const { workloads, findings } = JSON.parse(stdout);
    const { cpu, memory } = workloads[0].containers[0].resources;
    assert.equal(stderr, "");
    // Two pods of 0.2 to 0.6 cores each, and 200 MiB; 10 and 15 per cent are added.
    assert.ok(cpu.request.recommended >= 0.58 && cpu.request.recommended <= 0.8, `cpu ${cpu.request.recommended}`);
    const mebibytes = memory.request.recommended / 2 ** 20;
    assert.ok(mebibytes >= 225 && mebibytes <= 245, `memory ${mebibytes} MiB`);
    assert.ok(JSON.stringify(findings).includes("plan/"), JSON.stringify(findings));
  });

  test("check gives the same advice with a fix; the second run asks nothing again", async () => {
    const { requests } = proxy;
    const at = new Date(end * 1000).toISOString();
    await cli("plan", "--format", "json", "--at", at);
    assert.equal(proxy.requests, requests);
    const { stdout } = await cli("check", "--format", "json");
    const { findings } = JSON.parse(stdout);
    const advice = findings.filter(
      ({ fix, code }: { fix?: unknown; code: string }) => code.startsWith("plan/") && fix !== undefined,
    );
    assert.ok(advice.length > 0, stdout);
  });

  test("forecast asks a server that is named by its address", async () => {
    const { stdout, stderr } = await cli("forecast", "--history", proxy.url, "--format", "json", "--horizon", "1d");
    const { series } = JSON.parse(stdout);
    const cpu = series.find(({ resource }: { resource: string }) => resource === "cpu");
    assert.deepEqual(
      [cpu.namespace, cpu.workload, cpu.container, cpu.stepSeconds],
      ["default", "web", "web", 300],
      stderr,
    );
    assert.ok(cpu.points.length > 200);
  });

  const faults: readonly (readonly [Fault, RegExp | undefined])[] = [
    ["none", undefined],
    ["throttled once", undefined],
    ["down", /closed|hang up|broke off|socket/i],
    ["truncated", /broke off its answer/],
    ["slow", /did not answer within 0\.2 s/],
    ["failing", /answers with 503: later/],
    ["lying", /at times that were not asked for/],
  ];

  for (const [fault, reason] of faults) {
    test(`${fault}: ${reason === undefined ? "all is read" : "what was read before is used, and said to be old"}`, async () => {
      const cacheFolder = path.join(folder, `cache-${fault}`);
      const environment = { RESOURCE_PLANNER_PROMETHEUS_TIMEOUT: fault === "slow" ? "0.2" : "20" };
      const read = (from: number) =>
        readServer(
          { type: "prometheus", location: proxy.url, server: { lookbackSeconds: 86_400 } },
          { ...nodeAccess(environment), cacheFolder, now: () => from, wait: async () => {} },
          { at: undefined, stop: () => false, progress: () => {} },
        );
      proxy.fault = "none";
      const first = await readServer(
        { type: "prometheus", location: proxy.url, server: { lookbackSeconds: 86_400 } },
        { ...nodeAccess(), cacheFolder, now: () => end - 7200, wait: async () => {} },
        { at: undefined, stop: () => false, progress: () => {} },
      );
      assert.equal(first.unread, undefined);
      proxy.fault = fault;
      const { results, unread } = await read(end);
      proxy.fault = "none";
      const newest = Math.max(...results.flatMap(({ samples: sets }) => sets).map(({ times }) => times.at(-1) ?? 0));
      if (reason === undefined) assert.equal(unread, undefined);
      else assert.match(unread?.reason ?? "", reason);
      assert.equal(newest / 1000, reason === undefined ? end - 300 : end - 7500);
      assert.equal(unread?.until?.endsWith(reason === undefined ? "" : "(2 h old)") ?? true, true, unread?.until);
    });
  }

  test("every default query is one that Prometheus understands", async () => {
    const { stdout } = await cli("queries", "--format", "json");
    for (const { name, promql } of JSON.parse(stdout).servers[0].queries) {
      const answer = await fetch(`${proxy.url}/api/v1/query_range`, {
        method: "POST",
        body: new URLSearchParams({ query: promql, start: String(end - 3600), end: String(end), step: "300" }),
      });
      assert.equal(answer.status, 200, `${name}: ${await answer.text()}`);
    }
  });
});

/** Two pods whose processors follow the day, one of them restarted half way, and whose memory stays. */
function samples(): string {
  const lines: string[] = [];
  const pods = ["web-7d4b9c6f5d-x2k8p", "web-7d4b9c6f5d-zzb4q"];
  const stamps = Array.from({ length: days * 1440 + 1 }, (_, minute) => end - days * 86_400 + minute * 60);
  const labels = (pod: string) => `{namespace="default",pod="${pod}",container="web"}`;
  lines.push("# TYPE container_cpu_usage_seconds counter");
  pods.forEach((pod, index) => {
    let seconds = 0;
    for (const [i, stamp] of stamps.entries()) {
      seconds += 60 * (0.4 - 0.2 * Math.cos((2 * Math.PI * stamp) / 86_400));
      if (index === 1 && i === stamps.length >> 1) seconds = 0;
      lines.push(`container_cpu_usage_seconds_total${labels(pod)} ${seconds} ${stamp}`);
    }
  });
  lines.push("# TYPE container_memory_working_set_bytes gauge");
  for (const pod of pods) {
    for (const stamp of stamps)
      lines.push(`container_memory_working_set_bytes${labels(pod)} ${200 * 2 ** 20} ${stamp}`);
  }
  return `${lines.join("\n")}\n# EOF\n`;
}

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: example.com/web:1
          resources:
            requests: { cpu: "4", memory: 4Gi }
            limits: { memory: 4Gi }
`;

function planOf(url: string): string {
  return `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: live }
spec:
  history:
    - prometheus: { url: "${url}", lookback: 4d }
  pools:
    - name: general
      allocatable: { cpu: "16", memory: 64Gi, pods: 110 }
      nodes: { min: 0, max: 3 }
      pricePerHour: 1
`;
}

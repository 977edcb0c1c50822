import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import type { PrometheusAccess } from "../../server/src/node/prometheus-access.ts";
import { readServer, type ServerHistory } from "../../server/src/node/prometheus-history.ts";
import type { ServerQuestions } from "../../server/src/workload/resource-plan.ts";

/** What was asked in one request. */
export interface Asked {
  readonly address: string;
  readonly query: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly headers: Headers;
}

type Answer = (asked: Asked, number: number) => Response | Promise<Response>;

/** A server in memory, with a cache in a folder of its own. Time stands still; waits are noted, not waited. */
export interface TestServer {
  readonly asked: Asked[];
  readonly waits: number[];
  answer: Answer;
  now: number;
  readonly access: PrometheusAccess;
}

export function testServer(t: TestContext, environment: PrometheusAccess["environment"] = {}): TestServer {
  const cacheFolder = mkdtempSync(path.join(tmpdir(), "resource-planner-cache-"));
  t.after(() => rmSync(cacheFolder, { recursive: true, force: true }));
  const asked: Asked[] = [];
  const waits: number[] = [];
  const server: TestServer = {
    asked,
    waits,
    answer: good,
    now: 10 * 86_400,
    access: {
      fetch: async (input, init) => {
        const body = new URLSearchParams(String(init?.body));
        const one = {
          address: String(input),
          query: body.get("query") ?? "",
          from: Number(body.get("start")),
          to: Number(body.get("end")),
          step: Number(body.get("step")),
          headers: new Headers(init?.headers),
        };
        asked.push(one);
        init?.signal?.throwIfAborted();
        return await server.answer(one, asked.length - 1);
      },
      environment,
      cacheFolder,
      now: () => server.now,
      wait: async (seconds) => void waits.push(seconds),
      timeout: 30,
      parallel: 2,
    },
  };
  return server;
}

/** Each sample is its time in hours. */
export function good({ from, to, step }: Asked): Response {
  return Response.json(matrix(from, to, step));
}

export function matrix(from: number, to: number, step: number): object {
  const values = Array.from({ length: (to - from) / step + 1 }, (_, i) => {
    const time = from + i * step;
    return [time, String(time / 3600)];
  });
  return {
    status: "success",
    data: {
      resultType: "matrix",
      result: [{ metric: { namespace: "prod", workload: "web", container: "web" }, values }],
    },
  };
}

/** One query over the last two days, hour by hour. */
export const twoDays: ServerQuestions = { lookbackSeconds: 2 * 86_400, stepSeconds: 3600, queries: onlyCpu("usage") };

/** Nothing is asked but one query. */
function onlyCpu(promql: string): Readonly<Record<string, string>> {
  const none = ["cpu_max", "memory", "memory_max", "ephemeral-storage", "replicas", "nvidia.com/gpu", "gpu-memory"];
  const others = ["requests", "prompt-tokens", "generation-tokens"];
  return { ...Object.fromEntries([...none, ...others].map((name) => [name, ""])), cpu: promql };
}

export function ask(
  { access }: TestServer,
  questions: ServerQuestions = twoDays,
  stop: () => boolean = () => false,
): Promise<ServerHistory> {
  const source = { type: "prometheus", location: "http://prometheus.test/base", server: questions } as const;
  return readServer(source, access, { at: undefined, stop, progress: () => {} });
}

/** The hours of the samples that came out, as `first…last ×count`. */
export function hours({ results }: ServerHistory): string {
  return results
    .flatMap(({ samples }) => samples)
    .map(({ times, values }) => `${values[0]}…${values.at(-1)} ×${times.length}`)
    .join("; ");
}

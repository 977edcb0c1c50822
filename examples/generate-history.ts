/**
 * Writes the usage history of `examples/serving`: four weeks at 15 min, made up from a fixed seed. Nothing here was
 * measured. Each workload has a daily and a weekly cycle, some a trend, a level shift, spikes, gaps or dirty rows,
 * because real histories do.
 *
 *     node examples/generate-history.ts
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const step = 15 * 60;
const start = Date.UTC(2026, 9, 26) / 1000;
const slots = 28 * 96;
const MiB = 2 ** 20;
const GiB = 2 ** 30;

/** The history's files by name. Equal on every call. */
export function generateHistory(): ReadonlyMap<string, string> {
  return new Map([
    ["api.csv", api()],
    ["web.csv", web()],
    ["vector-db.csv", vectorDbCpu()],
    ["vector-db.json", vectorDbMemory()],
    ["image-classifier.csv", imageClassifier()],
    ["llm-chat.csv", llmChat()],
    ["nightly-report.csv", nightlyReport()],
    ["log-collector.csv", logCollector()],
    ["thumbnailer.csv", thumbnailer()],
    ["checkout.csv", checkout()],
  ]);
}

/** Totals over the replicas the autoscaler ran; grows by a sixth in four weeks, with a handful of spikes. */
function api(): string {
  const random = generator(1);
  const spikes = new Set(Array.from({ length: 9 }, () => Math.floor(random() * slots)));
  const rows = times().map((time, slot) => {
    const busy = officeHours(time) * weekday(time);
    const cpu = (0.35 + 1.15 * busy) * (1 + (0.16 * slot) / slots) * noise(random, 0.06) + (spikes.has(slot) ? 0.9 : 0);
    const memory = (1.9 + 0.5 * busy) * GiB * noise(random, 0.02);
    return [iso(time), cores(cpu), cores(cpu * (1.15 + 0.2 * random())), bytes(memory), bytes(memory * 1.02)];
  });
  return csv(["time", "cpu", "cpu_max", "memory", "memory_max"], rows);
}

/** Both containers in one long table. */
function web(): string {
  const random = generator(2);
  const rows = times().flatMap((time) => {
    const busy = evening(time);
    const of = (container: string, resource: string, value: string) => [
      iso(time),
      "serving",
      "web",
      container,
      resource,
      value,
    ];
    return [
      of("site", "cpu", cores((0.12 + 0.55 * busy) * noise(random, 0.08))),
      of("site", "memory", bytes((0.72 + 0.2 * busy) * GiB * noise(random, 0.02))),
      of("sign-in", "cpu", cores((0.03 + 0.2 * busy) * noise(random, 0.1))),
      of("sign-in", "memory", bytes((190 + 30 * busy) * MiB * noise(random, 0.02))),
    ];
  });
  return csv(["time", "namespace", "workload", "container", "resource", "value"], rows);
}

function vectorDbCpu(): string {
  const random = generator(3);
  const rows = times().map((time) => [
    new Date(time * 1000).toISOString(),
    cores((0.9 + 1.9 * officeHours(time) * weekday(time)) * noise(random, 0.07)),
  ]);
  return csv(["timestamp", "cpu"], rows);
}

/** As Prometheus answers `query_range`: one series a pod; the level rises on the eighteenth day. */
function vectorDbMemory(): string {
  const random = generator(4);
  const result = [0, 1].map((ordinal) => ({
    metric: {
      __name__: "container_memory_working_set_bytes",
      namespace: "serving",
      pod: `vector-db-${ordinal}`,
      container: "vector-db",
    },
    values: times()
      .map((time, slot): [number, string] => [
        time,
        bytes((slot < 18 * 96 ? 4.1 : 6.2) * GiB * noise(random, 0.012) + officeHours(time) * 0.3 * GiB),
      ])
      .filter((_, slot) => slot < 700 || slot >= 760),
  }));
  return `${JSON.stringify({ status: "success", data: { resultType: "matrix", result } })}\n`;
}

function imageClassifier(): string {
  const random = generator(5);
  const rows = times().map((time) => {
    const busy = officeHours(time);
    return [
      iso(time),
      cores((0.4 + 1.9 * busy) * noise(random, 0.1)),
      bytes((7.2 + 1.1 * busy) * GiB * noise(random, 0.02)),
    ];
  });
  return csv(["time", "cpu", "memory"], rows);
}

/** Four replicas, each with the model's weights in memory; the rate of requests follows the evening. */
function llmChat(): string {
  const random = generator(6);
  const rows = times().map((time) => {
    const busy = evening(time);
    const rate = (2.5 + 17 * busy) * (weekday(time) * 0.25 + 0.75) * noise(random, 0.09);
    return [
      iso(time),
      cores(0.8 + 0.21 * rate * noise(random, 0.05)),
      bytes((96 + 0.2 * rate) * GiB * noise(random, 0.006)),
      rate.toFixed(2),
      "4",
    ];
  });
  return csv(["time", "cpu", "memory", "requests", "replicas"], rows);
}

/** Only while it runs: five samples a night, nothing in between. */
function nightlyReport(): string {
  const random = generator(7);
  const rows = times()
    .filter((time) => hour(time) >= 2 && hour(time) <= 3)
    .map((time) => [iso(time), cores(1.3 * noise(random, 0.12)), bytes(2.6 * GiB * noise(random, 0.05))]);
  return csv(["time", "cpu", "memory"], rows);
}

/** By pod, once an hour, on four nodes. */
function logCollector(): string {
  const random = generator(8);
  const pods = ["log-collector-2xk7p", "log-collector-8wz4d", "log-collector-c9m5t", "log-collector-q6r8n"];
  const rows = times()
    .filter((time) => time % 3600 === 0)
    .flatMap((time) =>
      pods.flatMap((pod) => [
        [String(time), pod, "cpu", `${Math.round(1000 * (0.02 + 0.03 * officeHours(time)) * noise(random, 0.1))}m`],
        [String(time), pod, "memory", `${Math.round((88 + 14 * officeHours(time)) * noise(random, 0.04))}Mi`],
      ]),
    );
  return csv(["timestamp", "pod", "resource", "value"], rows);
}

function thumbnailer(): string {
  const random = generator(9);
  const rows = times()
    .map((time) => {
      const busy = evening(time);
      return [
        iso(time),
        cores((0.15 + 0.6 * busy) * noise(random, 0.15)),
        bytes((420 + 90 * busy) * MiB * noise(random, 0.03)),
      ];
    })
    .filter((_, slot) => slot < 1200 || slot >= 1230);
  return csv(["time", "cpu", "memory"], rows);
}

/** Memory creeps towards its limit. The table carries what exporters leave behind: NaN, a negative, a repeat, a late row. */
function checkout(): string {
  const random = generator(10);
  const rows = times().map((time, slot) => {
    const busy = officeHours(time) * weekday(time);
    const memory = 2 * (296 + (156 * slot) / slots + 26 * busy) * MiB * noise(random, 0.015);
    return [
      iso(time),
      cores((0.08 + 0.34 * busy) * noise(random, 0.08)),
      bytes(memory),
      bytes(memory * (1.02 + 0.03 * random())),
    ];
  });
  const cells = (slot: number): string[] => [...(rows[slot] ?? [])];
  const late = cells(900);
  rows[300] = cells(300).with(1, "NaN");
  rows[301] = cells(301).with(2, "-1");
  rows.splice(1500, 0, cells(1499));
  rows.splice(900, 1);
  rows.splice(902, 0, late);
  return csv(["time", "cpu", "memory", "memory_max"], rows);
}

function times(): number[] {
  return Array.from({ length: slots }, (_, slot) => start + slot * step);
}

function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

const iso = (time: number): string => new Date(time * 1000).toISOString().replace(".000Z", "Z");
const cores = (value: number): string => value.toFixed(4);
const bytes = (value: number): string => String(Math.round(value));
const hour = (time: number): number => (time / 3600) % 24;

/** 0–1: high from nine to six. */
const officeHours = (time: number): number => Math.exp(-(((hour(time) - 13.5) / 3.6) ** 2));

/** 0–1: highest at eight in the evening, and never quite quiet. */
const evening = (time: number): number => 0.5 + 0.5 * Math.cos(((hour(time) - 20) / 24) * 2 * Math.PI);

/** 1 on weekdays, less at the weekend. */
const weekday = (time: number): number => {
  const day = new Date(time * 1000).getUTCDay();
  return day === 0 || day === 6 ? 0.35 : 1;
};

const noise = (random: () => number, spread: number): number => 1 + spread * (random() + random() + random() - 1.5);

/** Uniform numbers in [0, 1) from a 32-bit linear congruential generator (constants: Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

if (import.meta.main) {
  const folder = path.join(import.meta.dirname, "serving", "history");
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of generateHistory()) writeFileSync(path.join(folder, name), text);
}

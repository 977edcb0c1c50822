import { isCounter, isPodOverhead, keyOfLabels, type Labels } from "./prometheus-labels.ts";
import type { HistoryReader, ReadResult, SampleKey } from "./reader.ts";
import { readFileName } from "./resource-names.ts";
import { createSampleStore, type SampleStore } from "./samples.ts";

/** Reads a saved answer of Prometheus to `/api/v1/query_range`. */
export function createPrometheusReader(file: string): HistoryReader {
  const chunks: string[] = [];
  return {
    push: (chunk) => void chunks.push(chunk),
    end: () => {
      const series = seriesIn(chunks.join(""));
      return typeof series === "string" ? unreadable(file, series) : read(file, series);
    },
  };
}

interface PrometheusSeries {
  readonly metric: Labels;
  readonly values: readonly (readonly [number, string])[];
}

/** The answer's series, or what is wrong with it. */
function seriesIn(text: string): readonly PrometheusSeries[] | string {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return "it is not JSON, or cut off";
  }
  if (!isRecord(answer)) return "it is not an answer of Prometheus";
  if (answer["status"] === "error") return `Prometheus answered with an error: ${String(answer["error"] ?? "unknown")}`;
  const data = answer["data"];
  if (!isRecord(data) || !Array.isArray(data["result"])) return "it is not an answer of Prometheus";
  if (data["resultType"] !== "matrix") {
    return `it holds a ${String(data["resultType"])}, a single moment; a history is the answer to query_range`;
  }
  return data["result"].filter(isSeries);
}

function isSeries(value: unknown): value is PrometheusSeries {
  return isRecord(value) && isRecord(value["metric"]) && Array.isArray(value["values"]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function read(file: string, series: readonly PrometheusSeries[]): ReadResult {
  const store = createSampleStore();
  const named = readFileName(file);
  const counts = { rows: 0, used: 0 };
  for (const { metric, values } of series) {
    if (isPodOverhead(metric)) continue;
    const key = keyOfLabels(metric, named);
    counts.rows += values.length;
    if (key === undefined) store.problem("wrong-columns", 0);
    else counts.used += isCounter(metric) ? addRates(store, key, values) : addGauge(store, key, values);
  }
  return { file, recognized: true, ...counts, problems: store.problems(), samples: store.sets() };
}

function addGauge(store: SampleStore, key: SampleKey, values: PrometheusSeries["values"]): number {
  let used = 0;
  for (const sample of values) {
    const value = sampleValue(store, sample);
    if (value === undefined) continue;
    store.add(key, sample[0] * 1000, value, 0);
    used++;
  }
  return used;
}

/** The slope between neighbors; where a counter falls it began again at zero. */
function addRates(store: SampleStore, key: SampleKey, values: PrometheusSeries["values"]): number {
  let used = 0;
  let before: { readonly time: number; readonly value: number } | undefined;
  for (const sample of values) {
    const value = sampleValue(store, sample);
    if (value === undefined) continue;
    const [time] = sample;
    if (before !== undefined && time > before.time) {
      if (value < before.value) store.problem("counter-reset", 0);
      const rise = value < before.value ? value : value - before.value;
      store.add(key, time * 1000, rise / (time - before.time), 0);
    }
    before = { time, value };
    used++;
  }
  return used;
}

/** Values are text, `NaN` and `+Inf` among them. */
function sampleValue(store: SampleStore, sample: unknown): number | undefined {
  if (!Array.isArray(sample) || typeof sample[0] !== "number") {
    store.problem("bad-time", 0);
    return undefined;
  }
  const value = Number(sample[1]);
  if (Number.isFinite(value) && value >= 0) return value;
  store.problem(value < 0 && Number.isFinite(value) ? "negative" : "not-a-number", 0);
  return undefined;
}

function unreadable(file: string, reason: string): ReadResult {
  const remedy = "save the answer of Prometheus to /api/v1/query_range";
  return { file, recognized: false, unreadable: `${reason}; ${remedy}`, rows: 0, used: 0, problems: [], samples: [] };
}

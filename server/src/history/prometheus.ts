import { checked } from "./cell.ts";
import { isPodOverhead, type Labels, useOfLabels } from "./prometheus-labels.ts";
import type { HistoryReader, ReadResult } from "./reader.ts";
import { createSampleStore, type SampleColumn, type SampleStore } from "./samples.ts";
import type { HistoryProblem } from "./series.ts";
import { epochTime } from "./time.ts";

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
  readonly values: readonly unknown[];
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
  if (!isRecord(value) || !isRecord(value["metric"]) || !Array.isArray(value["values"])) return false;
  return Object.values(value["metric"]).every((label) => typeof label === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function read(file: string, series: readonly PrometheusSeries[]): ReadResult {
  const store = createSampleStore();
  let rows = 0;
  for (const { metric, values } of series) {
    if (isPodOverhead(metric)) continue;
    const use = useOfLabels(metric, file);
    const column = use === undefined ? undefined : store.column(use.key, use.counter);
    rows += values.length;
    for (const sample of values) {
      const problem =
        use === undefined || column === undefined ? "wrong-columns" : addSample(store, column, use.factor, sample);
      if (problem !== undefined) store.problem(problem, 0);
    }
  }
  return { file, recognized: true, rows, ...store.finish() };
}

/** A stamp in float seconds and a value as text, `NaN` and `+Inf` among them. */
function addSample(
  store: SampleStore,
  column: SampleColumn,
  factor: number,
  sample: unknown,
): HistoryProblem["reason"] | undefined {
  if (!Array.isArray(sample)) return "wrong-columns";
  const [stamp, text]: readonly unknown[] = sample;
  const time = typeof stamp === "number" ? epochTime(stamp) : undefined;
  if (time === undefined) return "bad-time";
  const cell = checked(typeof text === "string" && text.trim() !== "" ? Number(text) * factor : Number.NaN);
  if ("problem" in cell) return cell.problem;
  store.add(column, time, cell.value, 0);
  return undefined;
}

function unreadable(file: string, reason: string): ReadResult {
  const remedy = "save the answer of Prometheus to /api/v1/query_range";
  return { file, recognized: false, unreadable: `${reason}; ${remedy}`, rows: 0, used: 0, problems: [], samples: [] };
}

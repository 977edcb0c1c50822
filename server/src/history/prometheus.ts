import { checked } from "./cell.ts";
import { isRecord } from "./json-record.ts";
import { isPodOverhead, type Labels, useOfLabels } from "./prometheus-labels.ts";
import type { SampleColumn, SampleStore } from "./samples.ts";
import type { HistoryProblem } from "./series.ts";
import { epochTime } from "./time.ts";

/** A series as Prometheus answers (`[stamp, "value"]` pairs), or as VictoriaMetrics exports it (values, and times beside them). */
export interface LabeledSeries {
  readonly metric: Labels;
  readonly values: readonly unknown[];
  /** Epoch milliseconds of the values; undefined where they bring their stamps. */
  readonly timestamps?: readonly unknown[] | undefined;
}

/** The series that a JSON value is; undefined where it is none. */
export function labeledSeries(value: unknown): LabeledSeries | undefined {
  if (!isRecord(value) || !isRecord(value["metric"]) || !Array.isArray(value["values"])) return undefined;
  const { metric, values, timestamps } = value;
  const labels = Object.entries(metric).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  if (labels.length < Object.keys(metric).length) return undefined;
  return {
    metric: Object.fromEntries(labels),
    values: values as readonly unknown[],
    ...(Array.isArray(timestamps) && { timestamps: timestamps as readonly unknown[] }),
  };
}

/** Takes a series' samples into the store; returns how many there were. */
export function addLabeledSeries(
  store: SampleStore,
  { metric, values, timestamps }: LabeledSeries,
  file: string,
): number {
  if (isPodOverhead(metric)) return 0;
  const use = useOfLabels(metric, file);
  const column = use === undefined ? undefined : store.column(use.key, use.counter, use.rank);
  values.forEach((value, index) => {
    const sample: unknown = timestamps === undefined ? value : [timestamps[index], value];
    const problem =
      use === undefined || column === undefined ? "wrong-columns" : addSample(store, column, use.factor, sample);
    if (problem !== undefined) store.problem(problem, 0);
  });
  return values.length;
}

/** A stamp in float seconds or in milliseconds, and a value as a number or as text, `NaN` and `+Inf` among them. */
function addSample(
  store: SampleStore,
  column: SampleColumn,
  factor: number,
  sample: unknown,
): HistoryProblem["reason"] | undefined {
  if (!Array.isArray(sample)) return "wrong-columns";
  const [stamp, value]: readonly unknown[] = sample;
  const time = typeof stamp === "number" ? epochTime(stamp) : undefined;
  if (time === undefined) return "bad-time";
  const cell = checked(numberIn(value) * factor);
  if ("problem" in cell) return cell.problem;
  store.add(column, time, cell.value, 0);
  return undefined;
}

function numberIn(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}

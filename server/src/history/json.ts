import { addBaseline, type Baselines, baselineIn, newBaselines } from "./baseline.ts";
import { isRecord, recordIn, textIn } from "./json-record.ts";
import { createJsonCutter } from "./json-values.ts";
import { addPodMetrics, podMetrics } from "./pod-metrics.ts";
import { addLabeledSeries, type LabeledSeries, labeledSeries } from "./prometheus.ts";
import type { Labels } from "./prometheus-labels.ts";
import type { HistoryReader, ReadResult } from "./reader.ts";
import { createRequestLog, type RequestLog } from "./request-log.ts";
import { createSampleStore, type SampleStore } from "./samples.ts";

/**
 * Reads usage history in JSON, each value by what it is: answers of Prometheus to `query_range`, lines as VictoriaMetrics
 * exports them, PodMetrics, VPA objects and checkpoints, logs of requests. Values may follow each other in one file.
 * `added` are labels that every series gets.
 */
export function createJsonReader(file: string, added: Labels = {}): HistoryReader {
  const taken = newTaken(file, added);
  const cutter = createJsonCutter((text, part) => {
    if (taken.unreadable !== undefined) return;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      taken.unreadable = cutOff;
      return;
    }
    if (takeItem(taken, value)) taken.recognized = true;
    else if (part === "whole") takeAnswer(taken, value);
  });
  return {
    push: (chunk) => {
      if (taken.unreadable === undefined) cutter.push(chunk);
    },
    end: () => {
      // What is cut off may look strange for that alone.
      if (!cutter.end() && (taken.unreadable ?? strange) === strange) taken.unreadable = cutOff;
      if (taken.unreadable === undefined && !taken.recognized) taken.unreadable = strange;
      return taken.unreadable === undefined ? resultOf(taken) : unreadable(file, taken.unreadable);
    },
  };
}

interface Taken {
  readonly file: string;
  readonly added: Labels;
  readonly store: SampleStore;
  readonly log: RequestLog;
  readonly baselines: Baselines;
  rows: number;
  recognized: boolean;
  unreadable: string | undefined;
}

function newTaken(file: string, added: Labels): Taken {
  return {
    file,
    added,
    store: createSampleStore(),
    log: createRequestLog(),
    baselines: newBaselines(),
    rows: 0,
    recognized: false,
    unreadable: undefined,
  };
}

/** Whether a value is a piece of history; it has been taken then. */
function takeItem(taken: Taken, value: unknown): boolean {
  const series = labeledSeries(value);
  const metrics = podMetrics(value);
  const baseline = baselineIn(value);
  if (series !== undefined) taken.rows += addSeries(taken, series);
  else if (metrics !== undefined) taken.rows += addPodMetrics(taken.store, metrics);
  else if (baseline !== undefined) addBaseline(taken.baselines, baseline);
  else return takeRequest(taken, value);
  return true;
}

function addSeries({ store, file, added }: Taken, series: LabeledSeries): number {
  return addLabeledSeries(store, { ...series, metric: { ...series.metric, ...added } }, file);
}

/** Mooncake's traces: milliseconds from the log's start. */
function takeRequest(taken: Taken, value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { timestamp, input_length: input, output_length: output } = value;
  if (typeof timestamp !== "number" || typeof input !== "number") return false;
  taken.rows++;
  if (timestamp >= 0) taken.log.add(timestamp, input, typeof output === "number" ? output : 0);
  else taken.store.problem("bad-time", 0);
  return true;
}

/** What stood around the items. */
function takeAnswer(taken: Taken, value: unknown): void {
  if (isRecord(value) && value["status"] === "error") {
    taken.unreadable = `Prometheus answered with an error: ${String(value["error"] ?? "unknown")}`;
    return;
  }
  if (
    isRecord(value) &&
    /^(?:PodMetrics|VerticalPodAutoscaler|VerticalPodAutoscalerCheckpoint)?List$/.test(textIn(value, "kind"))
  ) {
    taken.recognized = true;
    return;
  }
  const data = isRecord(value) ? recordIn(value, "data") : {};
  if (data["resultType"] === "matrix") taken.recognized = true;
  else if (Array.isArray(data["result"])) {
    taken.unreadable = `it holds a ${String(data["resultType"])}, a single moment; a history is the answer to query_range`;
  } else if (!Array.isArray(value) || !taken.recognized) taken.unreadable = strange;
}

function resultOf({ file, store, log, baselines, rows }: Taken): ReadResult {
  const { used, problems, samples } = store.finish();
  return {
    file,
    recognized: true,
    rows,
    used: used + log.events(),
    problems,
    samples: [...samples, ...log.finish(file)],
    baselines,
  };
}

function unreadable(file: string, reason: string): ReadResult {
  return { file, recognized: false, unreadable: `${reason}; ${remedy}`, rows: 0, used: 0, problems: [], samples: [] };
}

const cutOff = "it is not JSON, or cut off";
const strange = "it is not an answer of Prometheus";
const remedy = "save the answer of Prometheus to /api/v1/query_range";

import { isRecord } from "./json-record.ts";
import { createJsonCutter } from "./json-values.ts";
import { labeledSeries } from "./prometheus.ts";

/** Times that are asked for: both ends are steps, in epoch seconds, and belong to it. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a time into ranges under the server's limit of points, at places that do not depend on when is asked: a range that
 * was asked once is asked no more.
 */
export function chunksOf({ from, to }: TimeRange, stepSeconds: number): readonly TimeRange[] {
  const size = chunkSteps(stepSeconds) * stepSeconds;
  const chunks: TimeRange[] = [];
  for (let start = Math.floor(from / size) * size; start <= to; start += size) {
    const chunk = { from: Math.max(from, start), to: Math.min(to, start + size - stepSeconds) };
    if (chunk.from <= chunk.to) chunks.push(chunk);
  }
  return chunks;
}

/** The steps from a lookback until now, but for the last whose samples may still be on their way. */
export function askedRange(nowSeconds: number, lookbackSeconds: number, stepSeconds: number): TimeRange {
  const to = Math.floor((nowSeconds - Math.min(stepSeconds, onTheirWay)) / stepSeconds) * stepSeconds;
  return { from: Math.ceil((to - lookbackSeconds) / stepSeconds) * stepSeconds, to };
}

/** Seconds: the usual distance of scrapes. */
const onTheirWay = 60;

/** A day where it has no more points than servers give (11,000), which is what a server of average size answers at once. */
function chunkSteps(stepSeconds: number): number {
  return Math.max(1, Math.min(Math.floor(86_400 / stepSeconds), mostPoints));
}

const mostPoints = 10_000;

/** What of a range none of the others holds, by steps; these are in order. */
export function missingOf(range: TimeRange, held: readonly TimeRange[], stepSeconds: number): readonly TimeRange[] {
  const missing: TimeRange[] = [];
  let from = range.from;
  for (const each of held) {
    if (each.to < from || each.from > range.to) continue;
    if (each.from > from) missing.push({ from, to: each.from - stepSeconds });
    from = each.to + stepSeconds;
  }
  if (from <= range.to) missing.push({ from, to: range.to });
  return missing;
}

/** What an answer is worth. */
export type AnswerCheck =
  | {
      readonly ok: true /** What the server said beside it, such as that a part is missing. */;
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/** Whether a text is a complete answer to what was asked: right in form, and with no sample at a time that was not asked for. */
export function checkAnswer(text: string, { from, to }: TimeRange): AnswerCheck {
  let whole: unknown;
  let problem: string | undefined;
  const cutter = createJsonCutter((value, part) => {
    const parsed = parsedJson(value);
    if (part === "whole") whole = parsed;
    else problem ??= seriesProblem(parsed, from, to);
  });
  cutter.push(text);
  if (!cutter.end() || whole === undefined) return { ok: false, problem: "its answer is not JSON, or cut off" };
  if (!isRecord(whole) || typeof whole["status"] !== "string") {
    return { ok: false, problem: "what it answers is not Prometheus' format" };
  }
  if (whole["status"] !== "success")
    return { ok: false, problem: String(whole["error"] ?? "it answered with an error") };
  const { data } = whole;
  if (!isRecord(data) || data["resultType"] !== "matrix")
    return { ok: false, problem: "its answer is no matrix of series" };
  return problem === undefined ? { ok: true, warnings: warningsOf(whole) } : { ok: false, problem };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function seriesProblem(value: unknown, from: number, to: number): string | undefined {
  const series = labeledSeries(value);
  if (series === undefined) return "its answer holds something else than series";
  const outside = series.values.find((sample) => !isWithin(sample, from, to));
  return outside === undefined
    ? undefined
    : "its answer has samples that are none, or at times that were not asked for";
}

/** Half a second is for servers that round stamps. */
function isWithin(sample: unknown, from: number, to: number): boolean {
  if (!Array.isArray(sample) || sample.length !== 2) return false;
  const [time, value]: readonly unknown[] = sample;
  return typeof time === "number" && typeof value === "string" && time >= from - 0.5 && time <= to + 0.5;
}

/** Thanos warns where a store did not answer; VictoriaMetrics says that the answer is partial. */
function warningsOf(answer: Readonly<Record<string, unknown>>): readonly string[] {
  const warnings: readonly unknown[] = Array.isArray(answer["warnings"]) ? answer["warnings"] : [];
  const texts = warnings.filter((warning) => typeof warning === "string");
  return answer["isPartial"] === true ? [...texts, "the answer is partial"] : texts;
}

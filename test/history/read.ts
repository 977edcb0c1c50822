import { type MergeOptions, mergeHistory } from "../../server/src/history/history.ts";
import type { ReadResult } from "../../server/src/history/reader.ts";
import { createHistoryReader } from "../../server/src/history/recognize.ts";
import type { History, Series } from "../../server/src/history/series.ts";

/** Reads a file's text, in pieces of `size` characters. */
export function readText(
  file: string,
  text: string,
  size: number = Math.max(text.length, 1),
  timeZone: string | undefined = undefined,
): ReadResult {
  const reader = createHistoryReader(file, "file", timeZone);
  for (let i = 0; i < text.length; i += size) reader.push(text.slice(i, i + size));
  return reader.end();
}

/** The history in files by name. */
export function historyIn(files: Readonly<Record<string, string>>, options?: MergeOptions): History {
  return mergeHistory(
    Object.entries(files).map(([file, text]) => readText(file, text)),
    options,
  );
}

/** One line a series: id, unit, first time, step, values (`~` interpolated, `-` a gap), maxima where they differ, pods. */
export function show({ series }: History): string {
  return series.map(showSeries).join("\n");
}

/** What was wrong with a file's rows: `rows/used`, then reason ×count @lines. */
export function problemsOf({ rows, used, problems }: ReadResult): string {
  const list = problems.map(({ reason, count, lines }) => `${reason} ×${count} @${lines.join(",")}`);
  return [`${used}/${rows}`, ...list].join("; ");
}

function showSeries({ id, unit, start, stepSeconds, mean, max, interpolated, pods }: Series): string {
  const bridges = new Set(interpolated);
  const shown = (value: number, slot: number) =>
    Number.isNaN(value) ? "-" : `${bridges.has(slot) ? "~" : ""}${Number(value.toPrecision(6))}`;
  const means = Array.from(mean, shown).join(" ");
  const maxima = Array.from(max, shown).join(" ");
  const time = new Date(start).toISOString().replace(".000Z", "Z");
  return [
    id,
    unit || "no unit",
    time,
    `${stepSeconds}s:`,
    means,
    ...(maxima === means ? [] : [`max ${maxima}`]),
    ...(pods === undefined ? [] : [`of ${pods} pod${pods === 1 ? "" : "s"}`]),
  ].join(" ");
}

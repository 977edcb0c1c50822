import { parseTime, parseValue } from "./cell.ts";
import { type Columns, type Label, readHeader, splitStatistic, type ValueColumn } from "./csv-columns.ts";
import { createRowCutter, type Row } from "./csv-rows.ts";
import type { HistoryReader, SampleKey } from "./reader.ts";
import { readFileName } from "./resource-names.ts";
import { createSampleStore, type SampleStore } from "./samples.ts";
import type { HistoryProblem } from "./series.ts";

/** Reads a CSV of usage, long or wide, separated by commas, semicolons or tabs. */
export function createCsvReader(file: string): HistoryReader {
  const cutter = createRowCutter();
  const store = createSampleStore();
  let columns: Columns | string | undefined;
  const counts = { rows: 0, used: 0 };
  const take = (rows: readonly Row[]): void => {
    for (const row of rows) {
      columns ??= row.cells.some((cell) => cell.includes("\u0000")) ? "it is a binary file" : undefined;
      if (columns === undefined) columns = readHeader(row.cells, readFileName(file));
      else if (typeof columns !== "string") readRow(row, columns, cutter.delimiter() === ";", store, counts);
    }
  };
  return {
    push: (chunk) => {
      if (chunk.includes("\u0000")) columns = "it is a binary file";
      // What cannot be read is not kept either.
      if (typeof columns !== "string") take(cutter.push(chunk));
    },
    end: () => {
      if (typeof columns !== "string") take(cutter.end());
      const unreadable = columns === undefined ? "it is empty" : typeof columns === "string" ? columns : undefined;
      return {
        file,
        recognized: unreadable === undefined,
        ...(unreadable !== undefined && { unreadable: `${unreadable}; ${remedy}` }),
        ...counts,
        problems: store.problems(),
        samples: unreadable === undefined ? store.sets() : [],
      };
    },
  };
}

function readRow(
  { cells, line }: Row,
  columns: Columns,
  decimalComma: boolean,
  store: SampleStore,
  counts: { rows: number; used: number },
): void {
  counts.rows++;
  const label = (name: Label): string => cells[columns.labels[name] ?? -1]?.trim() ?? "";
  const time = parseTime(cells[columns.time] ?? "");
  if (time === undefined) {
    store.problem(cells.length < 2 ? "wrong-columns" : "bad-time", line);
    return;
  }
  const samples = columns.values.flatMap((column) => {
    const text = cells[column.index];
    // An empty cell of several is a sample that was not taken.
    if (text?.trim() === "" && columns.values.length > 1) return [];
    return [readCell(column, text, label, decimalComma)];
  });
  for (const sample of samples) {
    if ("problem" in sample) store.problem(sample.problem, line);
    else store.add(sample.key, time, sample.value, line);
  }
  if (samples.some((sample) => "value" in sample)) counts.used++;
}

function readCell(
  column: ValueColumn,
  text: string | undefined,
  label: (name: Label) => string,
  decimalComma: boolean,
): { readonly key: SampleKey; readonly value: number } | { readonly problem: HistoryProblem["reason"] } {
  if (text === undefined) return { problem: "wrong-columns" };
  const cell = parseValue(text, { decimalComma, unit: label("unit") });
  if ("problem" in cell) return cell;
  const key = keyOf(column, label);
  return key === undefined ? { problem: "wrong-columns" } : { key, value: cell.value };
}

/** Undefined where neither the row nor the file says whose usage it is. */
function keyOf({ key }: ValueColumn, label: (name: Label) => string): SampleKey | undefined {
  const pod = label("pod");
  const workload = label("workload") || (pod === "" ? key.workload : "");
  if (workload === undefined) return undefined;
  const named = splitStatistic(label("resource"));
  const namespace = label("namespace");
  const container = label("container");
  return {
    workload,
    resource: named.name === "" ? key.resource : named.name,
    statistic: named.name === "" ? key.statistic : named.statistic,
    ...(namespace !== "" && { namespace }),
    ...(container !== "" && { container }),
    ...(pod !== "" && { pod }),
  };
}

const remedy =
  "a usage history has the columns time, workload, resource and value, or time and a column for each resource (cpu, memory)";

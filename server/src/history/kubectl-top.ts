import { parseValue } from "./cell.ts";
import { createLineCutter } from "./lines.ts";
import type { HistoryReader, ReadResult } from "./reader.ts";
import { createSampleStore, type SampleStore } from "./samples.ts";
import { parseTime } from "./time.ts";

/**
 * Reads tables of `kubectl top pod`, one after the other in a file, with the time of each in a line before it: a table
 * itself does not say when it was made.
 */
export function createTopReader(file: string): HistoryReader {
  const store = createSampleStore();
  let columns: readonly Column[] = [];
  let time: number | undefined;
  let rows = 0;
  let timeless = 0;
  const readRow = (line: string, number: number): void => {
    rows++;
    const cells = line.trim().split(/\s+/);
    if (time === undefined) timeless++;
    if (time === undefined || cells.length !== columns.length) {
      store.problem(time === undefined ? "bad-time" : "wrong-columns", number);
      return;
    }
    addRow(store, new Map(columns.map((column, index) => [column, cells[index] ?? ""])), time, number);
  };
  const cutter = createLineCutter((line, number) => {
    const stamp = topTime(line);
    if (stamp !== undefined) time = stamp;
    else if (isTopHeader(line)) columns = line.trim().split(/\s+/).map(columnNamed);
    else if (line.trim() !== "") readRow(line, number);
  });
  return {
    push: cutter.push,
    end: () => {
      cutter.end();
      return rows > 0 && timeless === rows ? unreadable(file) : { file, recognized: true, rows, ...store.finish() };
    },
  };
}

/** Whether a line is the header of a table of `kubectl top pod`. */
export function isTopHeader(line: string): boolean {
  return /^\s*(?:NAMESPACE\s+)?(?:POD\s+)?NAME\s+CPU\(cores\)\s+MEMORY\(bytes\)/.test(line);
}

/** The time that a line alone says, perhaps as a comment. */
export function topTime(line: string): number | undefined {
  const text = line.replace(/^\s*#?\s*/, "").trim();
  return /^\d{4}-\d\d-\d\d|^\d{10}/.test(text) ? parseTime(text) : undefined;
}

type Column = "namespace" | "pod" | "name" | "cpu" | "memory" | "other";

function columnNamed(word: string): Column {
  const name = word.toLowerCase();
  if (name.startsWith("cpu(")) return "cpu";
  if (name.startsWith("memory(")) return "memory";
  return name === "namespace" || name === "pod" || name === "name" ? name : "other";
}

function addRow(store: SampleStore, row: ReadonlyMap<Column, string>, time: number, line: number): void {
  const namespace = row.get("namespace");
  const name = row.get("name") ?? "";
  const pod = row.get("pod") ?? name;
  const key = {
    ...(namespace !== undefined && { namespace }),
    workload: "",
    pod,
    ...(row.has("pod") && { container: name }),
    statistic: "mean" as const,
  };
  for (const resource of ["cpu", "memory"] as const) {
    const cell = parseValue(row.get(resource) ?? "", 1, false);
    if ("problem" in cell) store.problem(cell.problem, line);
    else store.add(store.column({ ...key, resource }, false), time, cell.value, line);
  }
}

function unreadable(file: string): ReadResult {
  const reason =
    "its tables do not say when they were made; put a line with the time before each, as `date -u +%FT%TZ` prints it";
  return { file, recognized: false, unreadable: reason, rows: 0, used: 0, problems: [], samples: [] };
}

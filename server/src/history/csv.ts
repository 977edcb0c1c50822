import { parseValue } from "./cell.ts";
import { type Columns, readHeader } from "./csv-columns.ts";
import { readRequestHeader, requestReader } from "./csv-requests.ts";
import { createRowCutter, type Row } from "./csv-rows.ts";
import { createTargets, type Target } from "./csv-targets.ts";
import type { HistoryReader } from "./reader.ts";
import { createRequestLog } from "./request-log.ts";
import { createSampleStore, type SampleStore } from "./samples.ts";
import { parseTime } from "./time.ts";

/**
 * Reads a CSV of usage, long or wide, or a log of requests; separated by commas, semicolons or tabs. Times that name no
 * zone are of `timeZone`, else UTC.
 */
export function createCsvReader(file: string, timeZone: string | undefined = undefined): HistoryReader {
  const store = createSampleStore();
  const log = createRequestLog();
  let readRow: ((row: Row) => void) | undefined;
  let unreadable: string | undefined;
  let rows = 0;
  const cutter = createRowCutter((row) => {
    if (unreadable !== undefined) return;
    if (readRow !== undefined) {
      rows++;
      readRow(row);
      return;
    }
    const requests = readRequestHeader(row.cells);
    if (requests !== undefined) {
      readRow = requestReader(requests, log, store);
      return;
    }
    const columns = readHeader(row.cells, file);
    if (typeof columns === "string") unreadable = columns;
    else readRow = rowReader(columns, store, timeZone);
  });
  return {
    push: (chunk) => {
      if (chunk.includes("\u0000")) unreadable ??= "it is a binary file";
      // What cannot be read is not kept either.
      if (unreadable === undefined) cutter.push(chunk);
    },
    end: () => {
      if (unreadable === undefined) cutter.end();
      if (readRow === undefined) unreadable ??= "it is empty";
      if (unreadable !== undefined) {
        const reason = `${unreadable}; ${remedy}`;
        return { file, recognized: false, unreadable: reason, rows: 0, used: 0, problems: [], samples: [] };
      }
      const { used, problems, samples } = store.finish();
      return {
        file,
        recognized: true,
        rows,
        used: used + log.events(),
        problems,
        samples: [...samples, ...log.finish(file)],
      };
    },
  };
}

function rowReader(columns: Columns, store: SampleStore, timeZone: string | undefined): (row: Row) => void {
  const targets = createTargets(columns, store);
  const timeOf = rememberingLast((text) => parseTime(text, timeZone));
  return (row) => {
    const { cells, line } = row;
    const time = timeOf(cells[columns.time] ?? "");
    if (time === undefined) {
      store.problem(cells.length < 2 ? "wrong-columns" : "bad-time", line);
      return;
    }
    targets(cells).forEach((target, i) => {
      const text = cells[columns.values[i]?.index ?? -1];
      // An empty cell of several is a sample that was not taken.
      if (text?.trim() !== "" || columns.values.length === 1) readCell(target, text, time, row, store);
    });
  };
}

function readCell(target: Target, text: string | undefined, time: number, row: Row, store: SampleStore): void {
  if (typeof target === "string" || text === undefined) {
    store.problem(typeof target === "string" ? target : "wrong-columns", row.line);
    return;
  }
  const cell = parseValue(text, target.factor, row.separator !== ",");
  if ("problem" in cell) store.problem(cell.problem, row.line);
  else store.add(target.column, time, cell.value, row.line);
}

/** Rows of one time follow each other in long tables. */
function rememberingLast<Result>(parse: (text: string) => Result): (text: string) => Result {
  let last: { readonly text: string; readonly result: Result } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, result: parse(text) };
    return last.result;
  };
}

const remedy =
  "a usage history has the columns time, workload, resource and value, or time and a column for each resource (cpu, memory)";

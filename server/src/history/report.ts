import type { Finding } from "../document/finding.ts";
import type { ReadResult } from "./reader.ts";
import type { HistoryProblem } from "./series.ts";

/** What is to be said about a history file; undefined where all of it could be used. */
export function fileFinding(result: ReadResult): Finding | undefined {
  const { file, unreadable, rows, used, problems } = result;
  const at = { file, span: { start: 0, end: 0 } };
  if (unreadable !== undefined) {
    return {
      code: "plan/unreadable-history",
      severity: "warning",
      message: `No usage history can be read: ${unreadable}.`,
      ...at,
    };
  }
  if (problems.length === 0) return undefined;
  const list = problems.map(describe).join(", ");
  const message = `${used} of ${rows} rows are used; found were ${list}.`;
  return { code: "plan/dirty-history", severity: "information", message, ...at };
}

function describe({ reason, count, lines }: HistoryProblem): string {
  const more = count > lines.length ? ", …" : "";
  const where = lines.length === 0 ? "" : ` (line${lines.length === 1 ? "" : "s"} ${lines.join(", ")}${more})`;
  return `${count} ${words[reason]}${where}`;
}

const words: Readonly<Record<HistoryProblem["reason"], string>> = {
  "not-a-number": "not a number",
  negative: "negative",
  unordered: "out of order and sorted in",
  duplicate: "repeated, the last one counts",
  "bad-time": "without a time that can be read",
  "wrong-unit": "in an unknown unit",
  "wrong-columns": "without the columns that say what it is of",
  "counter-reset": "counter restarts",
  gap: "gaps",
};

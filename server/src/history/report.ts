import type { Finding } from "../document/finding.ts";
import type { ReadResult } from "./reader.ts";
import type { HistoryProblem, UnreadSource } from "./series.ts";

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
  // A job that runs at night has gaps all day: they are in the file's report, and nothing to be told unasked.
  if (problems.every(({ reason }) => reason === "gap")) return undefined;
  const list = problems.map(describe).join(", ");
  const message = `${used} of ${rows} rows are used; found were ${list}.`;
  return { code: "plan/dirty-history", severity: "information", message, ...at };
}

/** What is to be said about a source that was not read, or not to its end. */
export function unreadInWords({ location, reason, until }: UnreadSource): string {
  return until === undefined
    ? `No usage history is read from ${location}: ${reason}.`
    : `Usage history from ${location} is not up to date: ${reason}. What was read before is used, until ${until}.`;
}

function describe({ reason, count, lines }: HistoryProblem): string {
  const more = count > lines.length ? ", …" : "";
  const where = lines.length === 0 ? "" : ` (line${lines.length === 1 ? "" : "s"} ${lines.join(", ")}${more})`;
  const [one, many = one] = words[reason];
  return `${count} ${count === 1 ? one : many}${where}`;
}

/** In the singular, and in the plural where that differs. */
const words: Readonly<Record<HistoryProblem["reason"], readonly [string, string?]>> = {
  "not-a-number": ["not a number"],
  negative: ["negative"],
  unordered: ["out of order and sorted in"],
  duplicate: ["repeated, the last one counts"],
  "bad-time": ["without a time that can be read"],
  "stray-time": ["years away from the others"],
  "wrong-unit": ["in an unknown unit"],
  "wrong-columns": ["without the columns that say what it is of"],
  "counter-reset": ["counter restart", "counter restarts"],
  gap: ["gap", "gaps"],
};

import { createCsvReader } from "./csv.ts";
import { createExpositionReader } from "./exposition.ts";
import { createJsonReader } from "./json.ts";
import { createTopReader, isTopHeader, topTime } from "./kubectl-top.ts";
import { readLabeledName } from "./labels-text.ts";
import type { HistoryReader } from "./reader.ts";

/** Formats of history files; `file` leaves it to the content. */
export type HistoryFormat = "csv" | "prometheusResponse" | "openMetrics" | "file";

/** Reads a history file in the format that is given, or in the one that its first lines show. */
export function createHistoryReader(
  file: string,
  format: HistoryFormat,
  timeZone: string | undefined = undefined,
): HistoryReader {
  if (format !== "file") return readers[format](file, timeZone);
  let head = "";
  let reader: HistoryReader | undefined;
  const choose = (): HistoryReader => {
    const chosen = recognized(file, head)(file, timeZone);
    chosen.push(head);
    head = "";
    return chosen;
  };
  return {
    push: (chunk) => {
      if (reader !== undefined) {
        reader.push(chunk);
        return;
      }
      head += chunk;
      if (head.length >= headLength) reader = choose();
    },
    end: () => (reader ?? choose()).end(),
  };
}

type MakeReader = (file: string, timeZone: string | undefined) => HistoryReader;

const readers = {
  csv: createCsvReader,
  prometheusResponse: (file) => createJsonReader(file),
  openMetrics: createExpositionReader,
} as const satisfies Readonly<Record<string, MakeReader>>;

/** Characters that show a format. */
const headLength = 4096;

function recognized(file: string, head: string): MakeReader {
  const text = head.replace(/^\uFEFF/, "").trimStart();
  if (/^[{[]/.test(text) && !/^\{\s*[\w"]+\s*[=,]/.test(text)) return readers.prometheusResponse;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.some(isTopHeader) && lines.slice(0, 1).some((line) => isTopHeader(line) || topTime(line) !== undefined)) {
    return createTopReader;
  }
  if (lines.slice(0, 1).some(isExposition)) return createExpositionReader;
  return /\.json$/i.test(file) ? readers.prometheusResponse : createCsvReader;
}

/** A comment of the format, or a sample: a name, perhaps labels, a number. */
function isExposition(line: string): boolean {
  if (/^# (?:HELP|TYPE|UNIT|EOF)\b/.test(line)) return true;
  const named = readLabeledName(line);
  return named !== undefined && /^\s+[-+]?(?:\d|NaN|Inf)/.test(line.slice(named.end)) && !line.includes(";");
}

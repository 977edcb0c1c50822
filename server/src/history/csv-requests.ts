import type { Row } from "./csv-rows.ts";
import type { RequestLog } from "./request-log.ts";
import type { SampleStore } from "./samples.ts";
import { parseTime } from "./time.ts";

/** Columns of a log of requests. */
interface RequestColumns {
  readonly time: number;
  readonly prompt: number;
  readonly generated: number;
}

/** Reads the header of a log of requests to a language model, as Azure and BurstGPT publish them; undefined for other tables. */
export function readRequestHeader(cells: readonly string[]): RequestColumns | undefined {
  const names = cells.map((cell) => cell.trim().toLowerCase().replace(/[ _]/g, ""));
  const [time, prompt, generated] = [["timestamp"], promptNames, generatedNames].map((wanted) =>
    names.findIndex((name) => wanted.includes(name)),
  );
  if (time === undefined || prompt === undefined || generated === undefined) return undefined;
  return Math.min(time, prompt, generated) < 0 ? undefined : { time, prompt, generated };
}

/** Counts each row's request. Plain numbers are seconds, from the log's own start or the epoch. */
export function requestReader(columns: RequestColumns, log: RequestLog, store: SampleStore): (row: Row) => void {
  return ({ cells, line }) => {
    const text = cells[columns.time]?.trim() ?? "";
    const time = /^\d+(?:\.\d+)?$/.test(text) && Number(text) < 1e11 ? Number(text) * 1000 : parseTime(text);
    if (time === undefined) store.problem("bad-time", line);
    else log.add(time, Number(cells[columns.prompt]), Number(cells[columns.generated]));
  };
}

const promptNames: readonly string[] = ["contexttokens", "requesttokens", "inputlength", "prompttokens"];
const generatedNames: readonly string[] = ["generatedtokens", "responsetokens", "outputlength", "completiontokens"];

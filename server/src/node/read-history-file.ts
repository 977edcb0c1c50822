import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createCsvReader } from "../history/csv.ts";
import { createPrometheusReader } from "../history/prometheus.ts";
import type { HistoryReader, ReadResult } from "../history/reader.ts";
import { whyUnreadable } from "./manifest-files.ts";

/** Files as they were read, by path, for as long as time of change and size stay the same. */
export type HistoryCache = Map<string, CachedFile>;

interface CachedFile {
  readonly type: HistoryFile["type"];
  readonly modified: number;
  readonly size: number;
  readonly result: ReadResult;
}

/** A file and what it is said to be. */
export interface HistoryFile {
  /** Absolute. */
  readonly path: string;
  readonly type: "csv" | "prometheusResponse";
}

/** Reads one file as a stream, or takes it from the cache; undefined where `stop` ended the reading. */
export async function readHistoryFile(
  file: HistoryFile,
  cache: HistoryCache,
  stop: () => boolean,
): Promise<ReadResult | undefined> {
  try {
    const { mtimeMs: modified, size } = await stat(file.path);
    const known = cache.get(file.path);
    if (known?.type === file.type && known.modified === modified && known.size === size) return known.result;
    if (file.type === "prometheusResponse" && size > largestAnswer) return unreadable(file, "it has more than 256 MB");
    const result = await readAll(file, stop);
    if (result !== undefined) cache.set(file.path, { type: file.type, modified, size, result });
    return result;
  } catch (error) {
    return unreadable(file, whyUnreadable(error));
  }
}

async function readAll({ path, type }: HistoryFile, stop: () => boolean): Promise<ReadResult | undefined> {
  const reader: HistoryReader = type === "csv" ? createCsvReader(path) : createPrometheusReader(path);
  for await (const chunk of createReadStream(path, { encoding: "utf8" })) {
    if (stop()) return undefined;
    reader.push(chunk);
  }
  return reader.end();
}

function unreadable({ path }: HistoryFile, reason: string): ReadResult {
  return { file: path, recognized: false, unreadable: reason, rows: 0, used: 0, problems: [], samples: [] };
}

/** Bytes: JSON is read as a whole, and longer texts come near to what a string can hold. */
const largestAnswer = 256_000_000;

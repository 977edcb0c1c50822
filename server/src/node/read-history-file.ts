import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ReadResult } from "../history/reader.ts";
import { createHistoryReader, type HistoryFormat } from "../history/recognize.ts";
import { whyUnreadable } from "./manifest-files.ts";

/** Files as they were read, by path, for as long as time of change and size stay the same. */
export type HistoryCache = Map<string, CachedFile>;

interface CachedFile {
  readonly type: HistoryFormat;
  readonly timeZone: string | undefined;
  readonly modified: number;
  readonly size: number;
  readonly result: ReadResult;
}

/** A file and what it is said to be. */
export interface HistoryFile {
  /** Absolute. */
  readonly path: string;
  readonly type: HistoryFormat;
  /** Of times that name no zone; UTC where absent. */
  readonly timeZone?: string | undefined;
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
    const isSame = known?.type === file.type && known.timeZone === file.timeZone;
    if (isSame && known.modified === modified && known.size === size) return known.result;
    const result = await readAll(file, stop);
    if (result !== undefined)
      cache.set(file.path, { type: file.type, timeZone: file.timeZone, modified, size, result });
    return result;
  } catch (error) {
    return unreadable(file, whyUnreadable(error));
  }
}

async function readAll({ path, type, timeZone }: HistoryFile, stop: () => boolean): Promise<ReadResult | undefined> {
  const reader = createHistoryReader(path, type, timeZone);
  for await (const chunk of createReadStream(path, { encoding: "utf8" })) {
    if (stop()) return undefined;
    reader.push(chunk);
  }
  return reader.end();
}

function unreadable({ path }: HistoryFile, reason: string): ReadResult {
  return { file: path, recognized: false, unreadable: reason, rows: 0, used: 0, problems: [], samples: [] };
}

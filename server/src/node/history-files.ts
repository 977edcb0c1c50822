import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import picomatch from "picomatch";
import type { Finding } from "../document/finding.ts";
import { createCsvReader } from "../history/csv.ts";
import { mergeHistory } from "../history/history.ts";
import { createPrometheusReader } from "../history/prometheus.ts";
import type { HistoryReader, ReadResult } from "../history/reader.ts";
import type { History } from "../history/series.ts";
import type { HistorySource } from "../workload/resource-plan.ts";
import { isBelowPath } from "./confinement.ts";
import { findFiles, whyUnreadable } from "./manifest-files.ts";

/** Files as they were read, by path, for as long as time of change and size stay the same. */
export type HistoryCache = Map<string, CachedFile>;

interface CachedFile {
  readonly modified: number;
  readonly size: number;
  readonly result: ReadResult;
}

export interface HistoryOptions {
  /** What pods in the history may belong to. */
  readonly workloads: readonly { readonly namespace: string; readonly name: string }[];
  /** Epoch milliseconds: only samples at or before it count. */
  readonly at?: number;
  readonly cache?: HistoryCache;
  /** How findings name a file; by default its path relative to the base folder. */
  readonly fileOf?: (path: string) => string;
  /** The file that names the sources, for findings about them. */
  readonly origin?: string;
  /** True where nobody named the files: those that hold no history are passed over in silence. */
  readonly guessed?: boolean;
  readonly exclude?: readonly string[];
  /** Folders that must not be left. */
  readonly within?: readonly string[] | undefined;
  /** Asked between pieces of files; true ends the reading with what there is. */
  readonly stop?: () => boolean;
}

/** Sources and the folder that their globs are relative to. */
export interface HistoryPlace {
  readonly sources: readonly HistorySource[];
  /** Absolute. */
  readonly baseDir: string;
}

/** Reads the usage history that the sources name. What cannot be read is a finding. */
export function loadHistory(
  sources: readonly HistorySource[],
  baseDir: string,
  options: HistoryOptions,
): Promise<History> {
  return loadHistoryFrom([{ sources, baseDir }], options);
}

/** The same from several folders, as one history. */
export async function loadHistoryFrom(places: readonly HistoryPlace[], options: HistoryOptions): Promise<History> {
  const { workloads, at, cache = new Map() } = options;
  const fileOf = options.fileOf ?? ((file: string) => path.relative(places[0]?.baseDir ?? "", file));
  const findings: Finding[] = [];
  const read = new Map<string, CachedFile>();
  …
  const merged = mergeHistory(results, { workloads, ...(at !== undefined && { at }) });
  return { ...merged, findings: [...findings, ...merged.findings] };
}

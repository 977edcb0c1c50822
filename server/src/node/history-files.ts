import { stat } from "node:fs/promises";
import path from "node:path";
import type { Finding } from "../document/finding.ts";
import { mergeHistory } from "../history/history.ts";
import type { PodOwner } from "../history/pods.ts";
import type { ReadResult } from "../history/reader.ts";
import { unreadInWords } from "../history/report.ts";
import type { History, UnreadSource } from "../history/series.ts";
import type { HistorySource } from "../workload/resource-plan.ts";
import { splitGlob } from "../workspace/glob.ts";
import { isBelowPath, isWithin } from "./confinement.ts";
import { fileId, findFiles } from "./manifest-files.ts";
import type { PrometheusAccess } from "./prometheus-access.ts";
import { readServer } from "./prometheus-history.ts";
import { type HistoryCache, type HistoryFile, readHistoryFile } from "./read-history-file.ts";

export interface HistoryOptions {
  /** What pods in the history may belong to. */
  readonly workloads: readonly PodOwner[];
  /** Epoch milliseconds: only samples at or before it count. */
  readonly at?: number;
  /** What was read for an earlier plan; files that have changed since are read anew. */
  readonly cache?: HistoryCache;
  /** How findings name a file; by default its path relative to the first base folder, with `/`. */
  readonly fileOf?: (path: string) => string;
  /** The ResourcePlan's file, where it names the sources: a rule then reports at the entry which of them were not read. */
  readonly origin?: string;
  /** True where nobody named the files: those that hold no history, or none of these workloads, are passed over in silence. */
  readonly guessed?: boolean;
  readonly exclude?: readonly string[];
  /** Absolute folders that must not be left, not even through links. */
  readonly within?: readonly string[] | undefined;
  /** How servers are reached; without it none is asked. */
  readonly network?: PrometheusAccess | undefined;
  /** Told what is being read, and how much of it is. */
  readonly progress?: (share: number, message: string) => void;
  /** Asked between pieces of files; true ends the reading with what there is. */
  readonly stop?: () => boolean;
}

/** Sources and the absolute folder that their globs are relative to. */
export interface HistoryPlace {
  readonly sources: readonly HistorySource[];
  readonly baseDir: string;
}

/** Reads the usage history that the sources name. Files that cannot be read are findings. */
export function loadHistory(
  sources: readonly HistorySource[],
  baseDir: string,
  options: HistoryOptions,
): Promise<History> {
  return loadHistoryFrom([{ sources, baseDir }], options);
}

/** The same from several folders, as one history. */
export async function loadHistoryFrom(places: readonly HistoryPlace[], options: HistoryOptions): Promise<History> {
  const { workloads, at, cache = new Map(), stop = () => false } = options;
  const fileOf = options.fileOf ?? ((file: string) => fileId(file, places[0]?.baseDir ?? ""));
  const found = await Promise.all(
    places.flatMap((place) => place.sources.map((source) => find(source, place, options))),
  );
  const files = new Map(found.flatMap((each) => ("files" in each ? each.files : [])).map((file) => [file.path, file]));
  for (const known of cache.keys()) if (!files.has(known)) cache.delete(known);
  const results: ReadResult[] = [];
  for (const file of files.values()) {
    const read = await readHistoryFile(file, cache, stop);
    if (read === undefined) break;
    if (read.recognized || options.guessed !== true) results.push({ ...read, file: fileOf(file.path) });
  }
  const servers = await readServers(places, options);
  results.push(...servers.results);
  const unreadFiles = options.guessed === true ? [] : found.flatMap((each) => ("reason" in each ? each : []));
  const unread = [...unreadFiles, ...servers.unread];
  const all = mergeHistory(results, { workloads, ...(at !== undefined && { at }) });
  const merged = options.guessed === true ? withoutStrangers(all, workloads) : all;
  return options.origin === undefined
    ? { ...merged, findings: [...unread.map(unreadFinding), ...merged.findings] }
    : { ...merged, unread };
}

/** What the servers among the sources say. What is wrong with single samples of theirs is nothing that their reader could mend. */
async function readServers(
  places: readonly HistoryPlace[],
  { network, at, stop = () => false, progress = () => {} }: HistoryOptions,
): Promise<{ readonly results: readonly ReadResult[]; readonly unread: readonly UnreadSource[] }> {
  const results: ReadResult[] = [];
  const unread: UnreadSource[] = [];
  for (const source of places.flatMap(({ sources }) => sources).filter(({ type }) => type === "prometheus")) {
    const { location } = source;
    if (network === undefined) {
      unread.push({ location, reason: "restricted mode asks no server" });
      continue;
    }
    const server = await readServer(source, network, { at, stop, progress });
    results.push(...server.results.map((result) => ({ ...result, problems: [] })));
    if (server.unread !== undefined) unread.push(server.unread);
  }
  return { results, unread };
}

/** Of files that nobody named, only those that tell of a workload here are worth a word. */
function withoutStrangers(history: History, workloads: readonly PodOwner[]): History {
  // KServe runs a predictor under a name of its own.
  const names = new Set(workloads.flatMap(({ name }) => [name, `${name}-predictor`]));
  const files = new Set(history.series.filter(({ workload }) => names.has(workload)).flatMap((series) => series.files));
  return {
    ...history,
    files: history.files.filter(({ file }) => files.has(file)),
    findings: history.findings.filter(({ file }) => files.has(file)),
  };
}

/** The files of a source, or why there are none. Kinds of sources that are not read here have none, which is a rule's to say. */
async function find(
  { type, location, timeZone }: HistorySource,
  { baseDir }: HistoryPlace,
  { exclude = [], within, guessed = false }: HistoryOptions,
): Promise<{ readonly files: readonly HistoryFile[] } | UnreadSource> {
  if (type === "prometheus") return { files: [] };
  const { base, pattern } = splitGlob(location);
  const folder = path.resolve(baseDir, base);
  if (within !== undefined && !within.some((root) => isBelowPath(root, folder))) return { location, reason: outside };
  const file = path.resolve(baseDir, location);
  const named = (await stat(file).catch(() => undefined))?.isFile() === true;
  if (named && within !== undefined && !(await isWithin(within, file))) return { location, reason: outside };
  const excluded = guessed ? exclude : [];
  const found = named || pattern === "" ? [] : await findFiles({ folder, globs: [pattern], exclude: excluded, within });
  const paths = named ? [file] : found;
  return paths.length === 0
    ? { location, reason: "no file matches it" }
    : { files: paths.map((each) => ({ path: each, type, timeZone })) };
}

const outside = "it is outside of the workspace folders, which restricted mode does not leave";

function unreadFinding(source: UnreadSource): Finding {
  return {
    code: "plan/unreadable-history",
    severity: "warning",
    message: unreadInWords(source),
    file: source.location,
    span: { start: 0, end: 0 },
  };
}

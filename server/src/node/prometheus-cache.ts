import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import type { TimeRange } from "../history/query-range.ts";

/** The answers to one query that are kept, by what range they are of. */
export interface AnswerCache {
  /** Ascending. */
  readonly ranges: () => Promise<readonly TimeRange[]>;
  /** Undefined where it has vanished or cannot be read. */
  readonly read: (range: TimeRange) => Promise<string | undefined>;
  /** Keeps an answer, instead of those that are part of it; false where it cannot be written. */
  readonly write: (range: TimeRange, text: string, instead: readonly TimeRange[]) => Promise<boolean>;
  readonly drop: (range: TimeRange) => Promise<void>;
}

/** A cache in a folder of its own for each server, query and step. Files appear at once as a whole, or not at all. */
export function openAnswerCache(folder: string, url: URL, promql: string, stepSeconds: number): AnswerCache {
  const id = createHash("sha256")
    .update(JSON.stringify([url.href, promql, stepSeconds]))
    .digest("hex");
  const own = path.join(folder, id.slice(0, 32));
  const fileOf = ({ from, to }: TimeRange): string => path.join(own, `${from}-${to}.json`);
  const drop = async (range: TimeRange): Promise<void> => {
    await rm(fileOf(range), { force: true }).catch(() => {});
  };
  return {
    ranges: async () => {
      const files = await readdir(own).catch(() => []);
      return files.flatMap(rangeOf).toSorted((a, b) => a.from - b.from || b.to - a.to);
    },
    read: (range) => readFile(fileOf(range), "utf8").catch(() => undefined),
    write: async (range, text, instead) => {
      const file = fileOf(range);
      const unfinished = `${file}.${process.pid}-${serial++}`;
      try {
        await mkdir(own, { recursive: true, mode: 0o700 });
        await writeFile(unfinished, text, { mode: 0o600 });
        await rename(unfinished, file);
        for (const old of instead) if (fileOf(old) !== file) await drop(old);
        return true;
      } catch {
        await rm(unfinished, { force: true }).catch(() => {});
        return false;
      }
    },
    drop,
  };
}

/** Two threads may write at a time. */
let serial = Math.trunc(Math.random() * 1e9);

/** The user's folder for what can be had again. */
export function userCacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const base =
    environment["RESOURCE_PLANNER_CACHE"] ??
    environment["XDG_CACHE_HOME"] ??
    (process.platform === "win32" ? environment["LOCALAPPDATA"] : undefined) ??
    (process.platform === "darwin" ? path.join(homedir(), "Library", "Caches") : path.join(homedir(), ".cache"));
  return path.join(base, "resource-planner", "prometheus");
}

function rangeOf(file: string): readonly TimeRange[] {
  const [, from, to] = /^(\d+)-(\d+)\.json$/.exec(file) ?? [];
  return from === undefined || to === undefined ? [] : [{ from: Number(from), to: Number(to) }];
}

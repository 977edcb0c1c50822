import { existsSync } from "node:fs";
import path from "node:path";
import { configurationFileName, isConfigurationFile } from "../configuration/read-configuration.ts";
import { isBelowPath } from "../node/confinement.ts";
import { fileId, readTextNow } from "../node/manifest-files.ts";
import { baselineFiles } from "../workspace/baseline-files.ts";
import { createSnapshot, type Snapshot } from "../workspace/snapshot.ts";
import type { Io } from "./io.ts";

/** The snapshot with the configurations above its files, and the baselines that these name. */
export function withConfigurations(io: Io, snapshot: Snapshot): Snapshot {
  const files = [...snapshot.files.keys()].filter((file) => !isConfigurationFile(file));
  const folders = new Set(files.map((file) => path.dirname(path.resolve(io.cwd, file))));
  const above = new Set([...folders].flatMap((folder) => foldersAbove(folder, io.cwd)));
  const configurations = [...above].map((folder) => path.join(folder, configurationFileName));
  const configured = withFiles(io, snapshot, configurations);
  const baselines = baselineFiles(configured.configurations).map((file) => path.resolve(io.cwd, file));
  return withFiles(io, configured, baselines);
}

/** From a folder upward to the root of its repository; without one to the working directory, or no further. */
function foldersAbove(start: string, cwd: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (existsSync(path.join(folder, ".git"))) return folders;
    if (folder === path.dirname(folder)) break;
  }
  return folders.filter((folder) => folder === start || folder === cwd || isBelowPath(cwd, folder));
}

/** Files that cannot be read are left out: nobody named them on the command line. */
function withFiles(io: Io, snapshot: Snapshot, files: readonly string[]): Snapshot {
  const texts = new Map([...snapshot.files].map(([file, { text }]) => [file, text]));
  for (const file of files) {
    const id = fileId(file, io.cwd);
    const read = texts.has(id) ? undefined : readTextNow(file, largestFile);
    if (read !== undefined && "text" in read) texts.set(id, read.text);
  }
  return texts.size === snapshot.files.size ? snapshot : createSnapshot(texts, snapshot);
}

/** Bytes. */
const largestFile = 100_000_000;

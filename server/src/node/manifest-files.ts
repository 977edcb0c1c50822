import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { glob } from "tinyglobby";
import { configurationGlob } from "../configuration/read-configuration.ts";
import { isWithin } from "./confinement.ts";

/** A file's path relative to the working directory, with `/` on every platform: its identity on the command line. */
export function fileId(file: string, cwd: string): string {
  return path.relative(cwd, file).split(path.sep).join("/");
}

/** What a search for files looks at. */
export interface FileSearch {
  /** Absolute. */
  readonly folder: string;
  readonly globs: readonly string[];
  readonly exclude?: readonly string[];
  /** Folders that must not be left, not even through links; undefined: no such limit. */
  readonly within?: readonly string[] | undefined;
}

/** Absolute paths of the files that match, in a stable order; none where the folder cannot be read. */
export async function findFiles(search: FileSearch): Promise<readonly string[]> {
  const found = await glob([...search.globs], {
    cwd: search.folder,
    absolute: true,
    ignore: [...(search.exclude ?? [])],
    expandDirectories: false,
    followSymbolicLinks: search.within === undefined,
  }).catch(() => []);
  const sorted = found.map((file) => path.normalize(file)).toSorted();
  const { within } = search;
  if (within === undefined) return sorted;
  const inside = await Promise.all(sorted.map((file) => isWithin(within, file)));
  return sorted.filter((_, index) => inside[index]);
}

/** A file's text, or why there is none. */
export async function readText(
  file: string,
  limits: { readonly maximumBytes: number; readonly within?: readonly string[] | undefined },
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (limits.within !== undefined && !(await isWithin(limits.within, file))) {
    return { problem: "it is outside of the workspace folders, which restricted mode does not leave" };
  }
  try {
    const { size } = await stat(file);
    if (size > limits.maximumBytes)
      return {
        problem: `it has ${megabytes(size)} MB, more than the ${megabytes(limits.maximumBytes)} MB that a manifest may have`,
      };
    return { text: await readFile(file, "utf8") };
  } catch (error) {
    return { problem: whyUnreadable(error) };
  }
}

/** A file system's error in words. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "reading it is not permitted",
  EPERM: "reading it is not permitted",
  EISDIR: "it is a folder",
};

/** The files of a folder that are manifests when nothing else is said, and configurations with them. */
export const manifestGlobs: readonly string[] = ["**/*.{yaml,yml}", configurationGlob];

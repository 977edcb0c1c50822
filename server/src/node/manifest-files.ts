import {
  type BigIntStats,
  closeSync,
  type Dirent,
  fstatSync,
  openSync,
  readdir,
  readFileSync,
  readSync,
} from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { type FileSystemAdapter, glob } from "tinyglobby";
import { configurationGlob } from "../configuration/read-configuration.ts";
import { splitGlob } from "../workspace/glob.ts";
import { isBelowPath, isWithin } from "./confinement.ts";
import { GitIgnore } from "./git-ignore.ts";

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
  /** True: what git ignores is not looked at, but for files and folders that a glob names before its first wildcard. */
  readonly respectGitignore?: boolean;
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
    ...(search.respectGitignore === true && { fs: withoutIgnored(search) }),
    followSymbolicLinks: search.within === undefined,
  }).catch(() => []);
  const sorted = found.map((file) => path.normalize(file)).toSorted();
  const { within } = search;
  if (within === undefined) return sorted;
  const inside = await Promise.all(sorted.map((file) => isWithin(within, file)));
  return sorted.filter((_, index) => inside[index]);
}

/** A file system in which what git ignores is not there, so that it is not walked through either. */
function withoutIgnored({ folder, globs, within }: FileSearch): Partial<FileSystemAdapter> {
  const ignored = new GitIgnore({
    folder: path.resolve(folder),
    named: globs.map((glob) => path.resolve(folder, splitGlob(glob).base)),
    mayRead: (above) => within === undefined || within.some((root) => isBelowPath(root, above)),
  });
  const list = (
    at: string,
    options: { readonly withFileTypes: true },
    done: (error: NodeJS.ErrnoException | null, entries?: Dirent[]) => void,
  ): void =>
    readdir(at, options, (error, entries = []) => {
      const parent = path.resolve(at);
      done(
        error,
        entries.filter((entry) => !ignored.ignores(parent, entry)),
      );
    });
  // The walk knows this one of the forms of `readdir` alone.
  return { readdir: list as unknown as typeof readdir };
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
    if (size > limits.maximumBytes) return tooLarge(size, limits.maximumBytes);
    return { text: await readFile(file, "utf8") };
  } catch (error) {
    return { problem: whyUnreadable(error) };
  }
}

/** A file's text with the file's identity on its device, which all links to it share; or why there is none. */
export type ReadNow = { readonly text: string; readonly identity: string } | { readonly problem: string };

/**
 * The same at once, for a process that has nothing else to do: thousands of small files take a tenth of the time
 * without a turn of the event loop for each call.
 */
export function readTextNow(file: string, maximumBytes: number): ReadNow {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    const stats = fstatSync(descriptor, { bigint: true });
    if (stats.size > maximumBytes) return tooLarge(Number(stats.size), maximumBytes);
    return { text: textOf(descriptor, stats), identity: `${stats.dev} ${stats.ino}` };
  } catch (error) {
    return { problem: whyUnreadable(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Manifests fit into one buffer, which is used again; what does not, or has no size, such as a pipe, is read by Node. */
function textOf(descriptor: number, stats: BigIntStats): string {
  if (!stats.isFile() || stats.size > buffer.length) return readFileSync(descriptor, "utf8");
  const size = Number(stats.size);
  let length = 0;
  for (let count = 1; length < size && count > 0; length += count)
    count = readSync(descriptor, buffer, { offset: length, length: size - length });
  return buffer.toString("utf8", 0, length);
}

const buffer = Buffer.allocUnsafe(65_536);

function tooLarge(size: number, most: number): { readonly problem: string } {
  return {
    problem: `it has ${megabytes(size)} MB, more than the ${megabytes(most)} MB that a manifest may have`,
  };
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

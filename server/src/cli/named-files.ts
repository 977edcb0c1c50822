import { realpathSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { fileId, findFiles, manifestGlobs, readTextNow, whyUnreadable } from "../node/manifest-files.ts";
import { splitGlob } from "../workspace/glob.ts";
import { type Io, UserError } from "./io.ts";

/** What PATHs on the command line name, read. */
export interface NamedFiles {
  /** By path relative to the working directory, with `/`; a file that is reached twice, by a link too, counts once. */
  readonly texts: ReadonlyMap<string, string>;
  /** Those that a PATH or its glob names itself, rather than the folder that they are in. */
  readonly direct: ReadonlySet<string>;
  /** Absolute: the folders that the PATHs name or that their files are in, in the order of the PATHs. */
  readonly folders: readonly string[];
  /** What is there and cannot be read, in a sentence each. */
  readonly problems: readonly string[];
}

/** Where files are looked for: the absolute folder that relative PATHs start from, and whether git's word counts. */
type Place = Pick<Io, "cwd" | "respectGitignore">;

/**
 * Reads what the PATHs name: files as they are, in folders every YAML file, and the matches of globs.
 * @throws UserError where a PATH names nothing.
 */
export async function readNamedFiles(paths: readonly string[], place: Place): Promise<NamedFiles> {
  const { cwd } = place;
  const matches: Match[] = [];
  for (const name of paths) matches.push(await filesAt(name, place));
  const direct = matches.filter(({ isFolder }) => !isFolder).flatMap(({ files }) => files);
  return {
    ...readFiles(
      matches.flatMap(({ files }) => files),
      cwd,
    ),
    direct: new Set(direct.map((file) => fileId(file, cwd))),
    folders: [...new Set(matches.map(({ folder }) => folder))],
  };
}

function readFiles(files: readonly string[], cwd: string): Pick<NamedFiles, "texts" | "problems"> {
  const texts = new Map<string, string>();
  const problems: string[] = [];
  const links = new Links();
  for (const file of new Set(files)) {
    const id = fileId(file, cwd);
    const read = readTextNow(file, largestManifest);
    if ("problem" in read) problems.push(`${id} cannot be read: ${read.problem}.`);
    else if (!links.has(file, read.identity)) texts.set(id, read.text);
  }
  return { texts, problems };
}

/**
 * The files that were read, each once whatever links lead to it: a text that is there twice would be written twice. Few
 * have one identity, so that few paths have to be resolved; where it says nothing, as on some network disks, all do.
 */
class Links {
  readonly #first = new Map<string, string>();
  readonly #resolved = new Set<string>();

  /** Whether the same file was asked about before, by another path. */
  has(file: string, identity: string): boolean {
    const first = this.#first.get(identity);
    if (first === undefined) {
      this.#first.set(identity, file);
      return false;
    }
    this.#resolved.add(resolved(first));
    const path = resolved(file);
    const isKnown = this.#resolved.has(path);
    this.#resolved.add(path);
    return isKnown;
  }
}

function resolved(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

/** The texts of the files that match, by path relative to the working directory; none where nothing matches. */
export async function readMatches(
  { folder, globs }: { readonly folder: string; readonly globs: readonly string[] },
  { cwd, respectGitignore }: Place,
): Promise<ReadonlyMap<string, string>> {
  return readFiles(await findFiles({ folder, globs, exclude: excluded, respectGitignore }), cwd).texts;
}

interface Match {
  readonly files: readonly string[];
  readonly folder: string;
  readonly isFolder: boolean;
}

async function filesAt(name: string, place: Place): Promise<Match> {
  const { cwd, respectGitignore } = place;
  const file = path.resolve(cwd, name);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) return globbed(name, place, found);
  if (!found.isDirectory()) return { files: [file], folder: path.dirname(file), isFolder: false };
  const files = await findFiles({ folder: file, globs: manifestGlobs, exclude: excluded, respectGitignore });
  if (files.length > 0) return { files, folder: file, isFolder: true };
  throw new UserError(`${name === "." ? "this folder" : name} holds no manifest: no file ends in .yaml or .yml.`);
}

async function globbed(name: string, { cwd, respectGitignore }: Place, error: NodeJS.ErrnoException): Promise<Match> {
  const { base, pattern } = splitGlob(name.split(path.sep).join("/"));
  const isGlob = pattern !== "";
  const folder = path.resolve(cwd, base);
  const search = { folder, globs: [pattern], exclude: excluded, respectGitignore };
  const files = isGlob ? await findFiles(search) : [];
  if (files.length > 0) return { files, folder, isFolder: false };
  if (isGlob) throw new UserError(`${name} matches no file. Quote a glob, so that the shell leaves it as it is.`);
  const reason = error.code === "ENOENT" ? "there is no such file or folder" : whyUnreadable(error);
  throw new UserError(`${name} cannot be read: ${reason}. Name files, folders or globs of YAML.`);
}

const excluded = ["**/node_modules/**", "**/.git/**"];

/** Bytes. A cluster's dump as JSON may be this large; longer texts come near to what a string can hold. */
const largestManifest = 400_000_000;

import { configurationGlob } from "../configuration/read-configuration.ts";
import type { ResourcePlan } from "../workload/resource-plan.ts";
import type { FileListing, Host } from "./host.ts";
import { folderOf } from "./uris.ts";

/** Where manifests are looked for. */
export interface ManifestSearch {
  readonly folders: readonly string[];
  readonly exclude: readonly string[];
  /** True: files that git ignores are no manifests. */
  readonly respectGitignore: boolean;
  /** False: links that lead out of the folders are not followed. */
  readonly trusted: boolean;
}

/** All manifests below the folders: YAML files, and the configurations among them. */
export async function listManifests(host: Host, search: ManifestSearch): Promise<readonly string[]> {
  const lists = await Promise.all(
    search.folders.map((folder) => host.listFiles(listing(search, folder, ["**/*.{yaml,yml}", configurationGlob]))),
  );
  return [...new Set(lists.flat())];
}

/** The files that a ResourcePlan's own globs name, whatever their extension: none where it has no file. */
export async function listPlanned(host: Host, search: ManifestSearch, plan: ResourcePlan): Promise<readonly string[]> {
  if (plan.document === undefined) return [];
  return host.listFiles(listing(search, folderOf(plan.document.file), plan.manifests));
}

/** Who is told of what happens while files are read. */
export interface ReadListener {
  readonly log: (message: string) => void;
  /** Called with the share (0–1) that has been read. */
  readonly progress?: (share: number) => void;
}

/** Reads files, a few at a time, and gives them in the order asked for; what cannot be read is logged and left out. */
export async function readTexts(
  host: Host,
  search: ManifestSearch,
  uris: readonly string[],
  { log, progress }: ReadListener,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const rest = uris.values();
  const within = confinement(search);
  let done = 0;
  const readOn = async (): Promise<void> => {
    for (const uri of rest) {
      const read = await host.readFile(uri, { maximumBytes: largestManifest, within });
      if ("text" in read) texts.set(uri, read.text);
      else log(`${uri} is left out: ${read.problem}`);
      progress?.(++done / uris.length);
    }
  };
  await Promise.all(Array.from({ length: readersAtOnce }, readOn));
  return inOrder(texts, uris);
}

/** Which of two objects of one name counts must not depend on which file was read sooner. */
function inOrder(texts: ReadonlyMap<string, string>, uris: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    uris.flatMap((uri) => {
      const text = texts.get(uri);
      return text === undefined ? [] : [[uri, text] as const];
    }),
  );
}

function listing(search: ManifestSearch, folder: string, globs: readonly string[]): FileListing {
  const { exclude, respectGitignore } = search;
  return { folder, globs, exclude, respectGitignore, within: confinement(search) };
}

function confinement(search: ManifestSearch): readonly string[] | undefined {
  return search.trusted ? undefined : search.folders;
}

/** Enough to keep a disk busy, few enough for any limit of open files. */
const readersAtOnce = 16;

/** Bytes. Larger YAML files are data, not manifests that people edit. */
const largestManifest = 10_000_000;

import type { Configuration } from "../configuration/configuration.ts";
import { isConfigurationFile, type ReadConfiguration, readConfiguration } from "../configuration/read-configuration.ts";
import type { SourceFile } from "../document/document.ts";
import { globMatcher } from "./glob.ts";
import { knownRules } from "./known-codes.ts";
import { folderOf, resolvePath } from "./relative-path.ts";

/** The configurations of a workspace. */
export interface Configurations {
  /** The folder, with its final `/`, that identities of files are relative to; empty where they are URIs. */
  readonly root: string;
  /** Outermost first. */
  readonly layers: readonly Layer[];
}

/** One configuration, and what it holds for. */
export interface Layer {
  readonly source: SourceFile;
  /** Absolute, with its final `/`. */
  readonly folder: string;
  readonly configuration: Configuration;
  readonly ignores: (path: string) => boolean;
}

/** The configurations among files; the same object as `previous` where none has changed. */
export function configurationsIn(
  files: ReadonlyMap<string, SourceFile>,
  root: string,
  previous?: Configurations,
): Configurations {
  const sources = [...files.values()].filter(({ file }) => isConfigurationFile(file));
  const before = previous?.layers.map(({ source }) => source) ?? [];
  const isSame =
    previous?.root === root && sources.length === before.length && sources.every((source) => before.includes(source));
  if (isSame) return previous;
  const layers = sources.map((source) => layerOf(source, root));
  return { root, layers: layers.toSorted((a, b) => a.folder.length - b.folder.length) };
}

function layerOf(source: SourceFile, root: string): Layer {
  const { configuration } = configurationIn(source);
  const { ignore } = configuration;
  const ignores = ignore.length === 0 ? () => false : globMatcher(ignore);
  return { source, folder: folderOf(absolute(source.file, root)), configuration, ignores };
}

/** What a configuration's file says, and what is wrong with it. */
export function configurationIn(source: SourceFile): ReadConfiguration {
  const read = readings.get(source) ?? readConfiguration(source, knownRules);
  readings.set(source, read);
  return read;
}

const readings: WeakMap<SourceFile, ReadConfiguration> = new WeakMap();

/** The path of a file below the root of its workspace. URIs and absolute paths are so already. */
export function absolute(file: string, root: string): string {
  return root === "" || file.startsWith("/") ? file : resolvePath(root, file);
}

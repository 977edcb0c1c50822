import { type Configuration, defaultConfiguration } from "../configuration/configuration.ts";
import { mergeConfigurations } from "../configuration/merge.ts";
import { isConfigurationFile, type ReadConfiguration, readConfiguration } from "../configuration/read-configuration.ts";
import type { SourceFile } from "../document/document.ts";
import { globMatcher } from "./glob.ts";
import { knownRules } from "./known-codes.ts";
import { decoded, folderOf, resolvePath } from "./relative-path.ts";

/** The configurations of a workspace. */
export interface Configurations {
  /** The folder, with its final `/`, that identities of files are relative to; empty where they are URIs. */
  readonly root: string;
  /** Outermost first. */
  readonly layers: readonly Layer[];
}

/** One configuration, and what it holds for. */
interface Layer {
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

/** The configuration of a file: that of the nearest folder above it, laid over those further up. */
export function configurationFor(configurations: Configurations, file: string): Configuration {
  if (configurations.layers.length === 0) return defaultConfiguration;
  const known = byFolder.get(configurations) ?? new Map<string, Configuration>();
  byFolder.set(configurations, known);
  const folder = folderOf(absolute(file, configurations.root));
  const found = known.get(folder) ?? merged(configurations.layers.filter((layer) => folder.startsWith(layer.folder)));
  known.set(folder, found);
  return found;
}

const byFolder: WeakMap<Configurations, Map<string, Configuration>> = new WeakMap();

function merged(layers: readonly Layer[]): Configuration {
  return layers.reduce((outer, { configuration }) => mergeConfigurations(outer, configuration), defaultConfiguration);
}

/** Whether a configuration above a file says that it is no manifest. */
export function isIgnored({ layers, root }: Configurations, file: string): boolean {
  return layers.some(({ folder, configuration, ignores }) => {
    if (configuration.ignore.length === 0) return false;
    const path = absolute(file, root);
    return path.startsWith(folder) && ignores(decoded(path.slice(folder.length)));
  });
}

/** The identity of the file of known findings that holds for a file. */
export function baselineFileFor({ layers, root }: Configurations, file: string): string | undefined {
  const folder = folderOf(absolute(file, root));
  const layer = layers.findLast(
    ({ folder: own, configuration }) => configuration.baseline !== undefined && folder.startsWith(own),
  );
  return layer && baselineFileOf(layer.source);
}

/** The identities of all files of known findings that configurations name. */
export function baselineFiles({ layers }: Configurations): readonly string[] {
  return [...new Set(layers.flatMap(({ source }) => baselineFileOf(source) ?? []))];
}

/** The identity of the file that a configuration names as baseline. */
export function baselineFileOf(source: SourceFile): string | undefined {
  const { baseline } = configurationIn(source).configuration;
  if (baseline === undefined) return undefined;
  const isUri = /^[a-z][a-z\d+.-]+:/i.test(source.file);
  return resolvePath(folderOf(source.file), isUri ? encodeURI(baseline) : baseline);
}

/** What a configuration's file says, and what is wrong with it. */
export function configurationIn(source: SourceFile): ReadConfiguration {
  const read = readings.get(source) ?? readConfiguration(source, knownRules);
  readings.set(source, read);
  return read;
}

const readings: WeakMap<SourceFile, ReadConfiguration> = new WeakMap();

/** URIs and absolute paths are so already. */
function absolute(file: string, root: string): string {
  return root === "" || file.startsWith("/") ? file : resolvePath(root, file);
}

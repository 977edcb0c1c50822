import type { SourceFile } from "../document/document.ts";
import { absolute, type Configurations, configurationIn } from "./configurations.ts";
import { folderOf, resolvePath } from "./relative-path.ts";

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

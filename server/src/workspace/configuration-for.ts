import { type Configuration, defaultConfiguration } from "../configuration/configuration.ts";
import { mergeConfigurations } from "../configuration/merge.ts";
import { absolute, type Configurations, type Layer } from "./configurations.ts";
import { decoded, folderOf } from "./relative-path.ts";

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

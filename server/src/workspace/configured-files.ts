import { isConfigurationFile } from "../configuration/read-configuration.ts";
import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { entryAt } from "../document/locate.ts";
import { type Baseline, readBaseline } from "./baseline.ts";
import { baselineFileFor, baselineFileOf, type Configurations, configurationIn } from "./configurations.ts";

interface ConfiguredFiles {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly configurations: Configurations;
}

/** The known findings that a configuration names for a file; undefined where there are none, or they cannot be read. */
export function configuredBaseline({ files, configurations }: ConfiguredFiles, file: string): Baseline | undefined {
  const name = baselineFileFor(configurations, file);
  const source = name === undefined ? undefined : files.get(name);
  return source && baselineIn(source);
}

/** What is wrong with a configuration's file, the baseline that it names among it; nothing of other files. */
export function configuredFindings({ files }: ConfiguredFiles, source: SourceFile): readonly Finding[] {
  if (!isConfigurationFile(source.file)) return [];
  const { findings, configuration } = configurationIn(source);
  const name = baselineFileOf(source);
  const baseline = name === undefined ? undefined : files.get(name);
  if (name === undefined || (baseline !== undefined && baselineIn(baseline) !== undefined)) return findings;
  const span = source.documents.flatMap(({ root }) => entryAt(root, ["baseline"])?.value.span ?? [])[0];
  const problem = baseline === undefined ? "cannot be read" : "holds no baseline";
  const message = `${configuration.baseline} ${problem}. "resource-planner check --write-baseline ${configuration.baseline}" writes one.`;
  const place = { file: source.file, span: span ?? { start: 0, end: 0 } };
  return [...findings, { code: "configuration/missing-baseline", severity: "error", message, ...place }];
}

function baselineIn(source: SourceFile): Baseline | undefined {
  const known = baselines.get(source);
  if (known !== undefined) return known.baseline;
  const baseline = readBaseline(source.file, source.text);
  baselines.set(source, { baseline });
  return baseline;
}

const baselines: WeakMap<SourceFile, { readonly baseline: Baseline | undefined }> = new WeakMap();

import { isConfigurationFile } from "../configuration/read-configuration.ts";
import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { entryAt } from "../document/locate.ts";
import { bundledMinors, judgedMinor } from "../schema/minors.ts";
import { type Baseline, readBaseline } from "./baseline.ts";
import { baselineFileFor, baselineFileOf } from "./baseline-files.ts";
import { type Configurations, configurationIn } from "./configurations.ts";

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
  return [...configurationIn(source).findings, ...missingBaseline(files, source), ...unbundledVersion(source)];
}

function missingBaseline(files: ReadonlyMap<string, SourceFile>, source: SourceFile): readonly Finding[] {
  const { configuration } = configurationIn(source);
  const name = baselineFileOf(source);
  const baseline = name === undefined ? undefined : files.get(name);
  if (name === undefined || (baseline !== undefined && baselineIn(baseline) !== undefined)) return [];
  const problem = baseline === undefined ? "cannot be read" : "holds no baseline";
  const message = `${configuration.baseline} ${problem}. "resource-planner check --write-baseline ${configuration.baseline}" writes one.`;
  return [{ code: "configuration/missing-baseline", severity: "error", message, ...placeOf(source, "baseline") }];
}

/** The version counts all the same: what is known of removed API versions goes further back than the schemas. */
function unbundledVersion(source: SourceFile): readonly Finding[] {
  const { kubernetesVersion } = configurationIn(source).configuration;
  if (kubernetesVersion === undefined || bundledMinors.includes(kubernetesVersion)) return [];
  const bundled = `${bundledMinors.slice(0, -1).join(", ")} and ${bundledMinors.at(-1)}`;
  const message = `Schemas of Kubernetes ${bundled} are bundled: manifests for ${kubernetesVersion} are checked by those of ${judgedMinor(kubernetesVersion)}.`;
  const place = placeOf(source, "kubernetesVersion");
  return [{ code: "configuration/unbundled-version", severity: "hint", message, ...place }];
}

function placeOf(source: SourceFile, setting: string): Pick<Finding, "file" | "span"> {
  const span = source.documents.flatMap(({ root }) => entryAt(root, [setting])?.value.span ?? [])[0];
  return { file: source.file, span: span ?? { start: 0, end: 0 } };
}

function baselineIn(source: SourceFile): Baseline | undefined {
  const known = baselines.get(source);
  if (known !== undefined) return known.baseline;
  const baseline = readBaseline(source.file, source.text);
  baselines.set(source, { baseline });
  return baseline;
}

const baselines: WeakMap<SourceFile, { readonly baseline: Baseline | undefined }> = new WeakMap();

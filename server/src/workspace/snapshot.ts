import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { parseFile } from "../document/parse.ts";
import type { Plan } from "../plan/plan-data.ts";
import type { Advice } from "../rules/advice.ts";
import type { Inventory } from "../workload/inventory.ts";
import { configurationFor, isIgnored } from "./configuration-for.ts";
import { type Configurations, configurationsIn } from "./configurations.ts";
import { configuredBaseline, configuredFindings } from "./configured-files.ts";
import { customSchemasIn } from "./custom-schemas.ts";
import { adviceFor } from "./environment-advice.ts";
import { environmentContext } from "./environment-context.ts";
import { environmentFindings, withEnvironments } from "./environment-findings.ts";
import { type Environments, readEnvironments } from "./environments.ts";
import { fileFindings } from "./file-findings.ts";
import { asConfigured, type Judgment, judge } from "./judge.ts";
import { readBuiltInventory } from "./kustomize.ts";
import { partsOf } from "./parts.ts";
import { setAsideFiles } from "./set-aside.ts";

/** A workspace at one moment: its files, what they mean together, and the last plan. Immutable: a change makes another. */
export interface Snapshot {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** What the files mean that are not set aside. */
  readonly inventory: Inventory;
  /** Files of parts of objects: only what is written in them is judged, not what they lack. */
  readonly setAside: ReadonlySet<string>;
  readonly configurations: Configurations;
  /** What kustomizations build for each environment; `inventory` holds their objects as they are written. */
  readonly environments: Environments;
  /** May have been made from older texts; `undefined` before the first. */
  readonly plan: Plan | undefined;
}

/**
 * A snapshot of these texts. Files that are as they were in `previous` are not read again, and its plan is kept. `root`
 * is the absolute folder, with its final `/`, that identities of files are relative to, where they are no URIs.
 */
export function createSnapshot(
  texts: ReadonlyMap<string, string>,
  previous?: Snapshot,
  root: string = previous?.configurations.root ?? "",
): Snapshot {
  const files = new Map(
    [...texts].map(([file, text]) => {
      const before = previous?.files.get(file);
      return [file, before?.text === text ? before : parseFile(file, text, before)] as const;
    }),
  );
  if (previous !== undefined && sameFiles(files, previous.files)) return { ...previous, files };
  const setAside = setAsideFiles(files);
  const configurations = configurationsIn(files, root, previous?.configurations);
  const counts = ({ file }: SourceFile): boolean => !setAside.has(file) && !isIgnored(configurations, file);
  const environments = readEnvironments(files, counts, previous?.environments);
  const inventory = readBuiltInventory(withoutPlans([...files.values()].filter(counts), environments));
  return { files, setAside, inventory, configurations, environments, plan: previous?.plan };
}

/** A ResourcePlan of one environment governs nothing else. */
function withoutPlans(files: readonly SourceFile[], { plans }: Environments): readonly SourceFile[] {
  if (plans.size === 0) return files;
  return files.map((source) => {
    const documents = source.documents.filter((document) => !plans.has(document));
    return documents.length === source.documents.length ? source : { ...source, documents };
  });
}

/** The same workspace with a newer plan. */
export function withPlan(snapshot: Snapshot, plan: Plan | undefined): Snapshot {
  return { ...snapshot, plan };
}

/** What is known about snapshots that are still in use; it goes with them. */
const judgments: WeakMap<Snapshot, Map<string, Judgment>> = new WeakMap();

/** Everything to be said about one file, in the order of the text: syntax, schema, rules, and the plan against the text as it is now. */
export function findingsOf(snapshot: Snapshot, file: string): readonly Finding[] {
  return judgmentOf(snapshot, file).findings;
}

/** The findings of one file, and what would be among them if it were not suppressed. */
export function judgmentOf(snapshot: Snapshot, file: string): Judgment {
  const known = judgments.get(snapshot) ?? new Map<string, Judgment>();
  judgments.set(snapshot, known);
  const judged = known.get(file) ?? judgmentIn(snapshot, file);
  known.set(file, judged);
  return judged;
}

function judgmentIn(snapshot: Snapshot, file: string): Judgment {
  const { configurations, files, plan } = snapshot;
  const source = files.get(file);
  const configuration = configurationFor(configurations, file);
  if (source === undefined)
    return { findings: asConfigured(otherFindings(snapshot, file), configuration), suppressed: [] };
  if (isIgnored(configurations, file)) return { findings: [], suppressed: [] };
  const context = contextFor(snapshot, file);
  const { kubernetesVersion } = configuration;
  const own = fileFindings(source, { ...context, configuration, kubernetesVersion });
  const built = builtFindings(snapshot).get(file) ?? [];
  const found = [...withEnvironments(source, own, built), ...configuredFindings(snapshot, source)];
  const baseline = configuredBaseline(snapshot, file);
  return judge(source, found, { configuration, baseline, isPlanned: plan !== undefined });
}

/** The findings of every file, and those about files that are no manifests, such as usage histories. */
export function allFindings(snapshot: Snapshot): readonly Finding[] {
  const others = new Set((snapshot.plan?.findings ?? []).map(({ file }) => file));
  return [...new Set([...snapshot.files.keys(), ...others])].flatMap((file) => findingsOf(snapshot, file));
}

/** What the last plan says about single values, but for those of environments. */
export function adviceOf({ plan }: Snapshot): Advice | undefined {
  return plan && adviceFor(plan);
}

/** What kustomizations build into environments is a part like any other: as a whole it is judged where it is built. */
function contextFor(snapshot: Snapshot, file: string): Parameters<typeof fileFindings>[1] {
  if (snapshot.setAside.has(file)) return partContextOf(snapshot);
  if (!snapshot.environments.built.has(file)) return contextOf(snapshot);
  return { ...contextOf(snapshot), advice: undefined, isPart: true };
}

const built: WeakMap<Snapshot, ReadonlyMap<string, readonly Finding[]>> = new WeakMap();

/** What is found about the objects that are built for environments, by the file where it stands. */
function builtFindings(snapshot: Snapshot): ReadonlyMap<string, readonly Finding[]> {
  const known = built.get(snapshot);
  if (known !== undefined) return known;
  const found = environmentFindings(snapshot.environments, (environment) => environmentContext(snapshot, environment));
  built.set(snapshot, found);
  return found;
}

function contextOf(snapshot: Snapshot): Parameters<typeof fileFindings>[1] {
  return {
    inventory: snapshot.inventory,
    advice: adviceOf(snapshot),
    sourceOf: (file) => snapshot.files.get(file),
    customSchemas: customSchemasIn(snapshot.files),
  };
}

/** Parts mean nothing together, and no plan is about them. */
function partContextOf(snapshot: Snapshot): Parameters<typeof fileFindings>[1] {
  return { ...contextOf(snapshot), inventory: partsOf(snapshot), advice: undefined, isPart: true };
}

/** The plan's findings about a file of usage history; those about manifests that are gone went with them. */
function otherFindings({ plan }: Snapshot, file: string): readonly Finding[] {
  return (plan?.findings ?? []).filter((finding) => finding.file === file && isAboutHistory(finding));
}

/** History that cannot be read at all is not among the plan's history files, and the more to be spoken of. */
function isAboutHistory({ code }: Finding): boolean {
  return code === "plan/dirty-history" || code === "plan/unreadable-history";
}

function sameFiles(a: ReadonlyMap<string, SourceFile>, b: ReadonlyMap<string, SourceFile>): boolean {
  const before = [...b];
  return (
    a.size === b.size &&
    [...a].every(([file, source], index) => before[index]?.[0] === file && before[index][1] === source)
  );
}

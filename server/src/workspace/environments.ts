import type { ManifestDocument, SourceFile } from "../document/document.ts";
import { parseFile } from "../document/parse.ts";
import { isKind } from "../workload/api-kind.ts";
import type { Inventory } from "../workload/inventory.ts";
import { readInventory } from "../workload/read.ts";
import type { Environment } from "./environment.ts";
import { print } from "./kustomize/print.ts";
import { type OverlayRoots, overlayRoots } from "./overlay-roots.ts";

/** The environments of a workspace, and what belongs to none of them. */
export interface Environments {
  /** In the order in which their kustomizations stand in the workspace. */
  readonly list: readonly Environment[];
  /** Identities of the files that are built, into whatever environment: what they lack may be for another file to have. */
  readonly built: ReadonlySet<string>;
  /** The ResourcePlans that govern one environment. */
  readonly plans: ReadonlySet<ManifestDocument>;
}

/** Those of a workspace without kustomizations. */
const noEnvironments: Environments = { list: [], built: new Set(), plans: new Set() };

/**
 * Builds the environments of a workspace; those of `previous` that nothing has changed for are the same objects. Files
 * that count are those that are neither ignored nor parts of objects.
 */
export function readEnvironments(
  files: ReadonlyMap<string, SourceFile>,
  counts: (file: SourceFile) => boolean,
  previous: Environments = noEnvironments,
): Environments {
  const known = previous.list.flatMap(({ builds }) => builds);
  const roots = overlayRoots(files, known);
  if (roots.length === 0) return noEnvironments;
  const built = new Set(roots.flatMap(({ builds }) => builds.flatMap(({ inputs }) => [...inputs])));
  const plans = new Set(roots.flatMap(({ plan }) => plan ?? []));
  const around = [...files.values()]
    .filter((file) => counts(file) && !built.has(file.file))
    .flatMap(({ documents }) => documents)
    .filter((document) => isShared(document) && !plans.has(document));
  const list = roots.map((each) => environmentOf(each, around, previous.list));
  return { list, built, plans };
}

/** What holds for every environment of the cluster, or the namespace, although no kustomization builds it. */
function isShared(document: ManifestDocument): boolean {
  return (
    isKind(document, "ResourcePlan", ["resource-planner.dev"]) ||
    isKind(document, "PriorityClass", ["scheduling.k8s.io"]) ||
    ["Node", "LimitRange", "ResourceQuota"].some((kind) => isKind(document, kind, [""]))
  );
}

/** What an environment was made from, to see whether it is still the same. */
const madeFrom: WeakMap<Environment, readonly unknown[]> = new WeakMap();

function environmentOf(
  { name, builds, plan }: OverlayRoots,
  around: readonly ManifestDocument[],
  previous: readonly Environment[],
): Environment {
  const others = plan === undefined ? around : around.filter(({ kind }) => kind !== "ResourcePlan");
  const parts = [name, plan, ...builds, ...others];
  const before = previous.find((each) => each.name === name);
  const known = before && madeFrom.get(before);
  if (before !== undefined && known?.length === parts.length && known.every((part, at) => part === parts[at])) {
    return before;
  }
  const environment = newEnvironment(name, builds, [...(plan === undefined ? [] : [plan]), ...others], before);
  madeFrom.set(environment, parts);
  return environment;
}

function newEnvironment(
  name: string,
  builds: OverlayRoots["builds"],
  around: readonly ManifestDocument[],
  before: Environment | undefined,
): Environment {
  const file = `${name} (built)`;
  const resources = builds.flatMap((build) => build.resources);
  const { text, places } = print(resources.map(({ root }) => root));
  const parsed = parseFile(file, text, before?.source);
  const documents = parsed.documents.map((document, at) => withState(document, resources[at]?.document));
  const isAsParsed = documents.every((document, at) => document === parsed.documents[at]);
  // The next parse goes on from this one, where it is the same object.
  const source = isAsParsed ? parsed : { ...parsed, documents };
  const shared = around.map((document): SourceFile => ({ ...source, file: document.file, documents: [document] }));
  const inventory: Inventory = readInventory([source, ...shared]);
  const written = new Map(
    documents.flatMap((document, at) => {
      const from = resources[at]?.document;
      return from === undefined ? [] : [[document, from] as const];
    }),
  );
  return { name, builds, source, places, inventory, written };
}

/** What a broken text lacks, and a template, is not known of what is built from it either. */
function withState(document: ManifestDocument, written: ManifestDocument | undefined): ManifestDocument {
  if (written === undefined || (!written.broken && written.template === undefined)) return document;
  return { ...document, broken: written.broken, ...(written.template === true && { template: true as const }) };
}

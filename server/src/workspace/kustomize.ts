import type { ManifestDocument, SourceFile } from "../document/document.ts";
import { stringAt } from "../document/locate.ts";
import type { Inventory } from "../workload/inventory.ts";
import { readInventory } from "../workload/read.ts";
import { isKustomization, resourcesOf } from "./kustomization.ts";
import { folderOf } from "./relative-path.ts";

/**
 * What files mean together once Kustomize has built them, as far as that is one thing: objects stand in the namespace
 * that the kustomizations around them set, where all agree on one. Where a base is built several times, in development
 * and in production, say, its objects are taken as they are written.
 */
export function readBuiltInventory(files: readonly SourceFile[]): Inventory {
  const builders = buildersOf(files);
  if (builders.size === 0) return readInventory(files);
  const origins = new Map<ManifestDocument, ManifestDocument>();
  const built = files.map((source) => builtFile(source, builders, origins));
  return withoutCopies(asWritten(readInventory(built), origins), builders);
}

interface Kustomization {
  /** The folder that others name to build on this one, without a final `/`. */
  readonly folder: string;
  readonly namespace: string | undefined;
}

/** The kustomizations that name a file or a folder, by its path. */
type Builders = ReadonlyMap<string, readonly Kustomization[]>;

function buildersOf(files: readonly SourceFile[]): Builders {
  const builders = new Map<string, Kustomization[]>();
  for (const document of files.flatMap(({ documents }) => documents.filter(isKustomization))) {
    const namespace = stringAt(document.root, ["namespace"]);
    const kustomization: Kustomization = { folder: folderOf(document.file).slice(0, -1), namespace };
    for (const path of resourcesOf(document)) builders.set(path, [...(builders.get(path) ?? []), kustomization]);
  }
  return builders;
}

/** The namespaces that a file's objects, or a folder's, get by each way that leads to them. */
function namespacesOf(
  path: string,
  builders: Builders,
  inside: readonly Kustomization[],
): ReadonlySet<string | undefined> {
  const found = new Set<string | undefined>();
  for (const each of builders.get(path) ?? []) {
    if (inside.includes(each)) continue;
    const outer = namespacesOf(each.folder, builders, [...inside, each]);
    for (const namespace of outer.size === 0 ? [undefined] : outer) found.add(namespace ?? each.namespace);
  }
  return found;
}

/** Objects that a document becomes by namespace; what a document means is read once for each. */
const known: WeakMap<ManifestDocument, ManifestDocument> = new WeakMap();

function builtFile(
  source: SourceFile,
  builders: Builders,
  origins: Map<ManifestDocument, ManifestDocument>,
): SourceFile {
  const [namespace, ...others] = namespacesOf(source.file, builders, []);
  if (namespace === undefined || others.length > 0) return source;
  const documents = source.documents.map((document) => {
    if (document.namespace === namespace) return document;
    const before = known.get(document);
    const built = before?.namespace === namespace ? before : { ...document, namespace };
    known.set(document, built);
    origins.set(built, document);
    return built;
  });
  return { ...source, documents };
}

/** The inventory with the documents as they are written, which all else knows. */
function asWritten(inventory: Inventory, origins: ReadonlyMap<ManifestDocument, ManifestDocument>): Inventory {
  if (origins.size === 0) return inventory;
  const entries = Object.entries(inventory).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((each: unknown) => withOrigin(each, origins)) : value,
  ]);
  return Object.fromEntries(entries) as Inventory;
}

function withOrigin(item: unknown, origins: ReadonlyMap<ManifestDocument, ManifestDocument>): unknown {
  if (typeof item !== "object" || item === null || !("document" in item)) return item;
  const origin = origins.get(item.document as ManifestDocument);
  return origin === undefined ? item : { ...item, document: origin };
}

/** Two objects of one name are no rivals where different kustomizations build them. */
function withoutCopies(inventory: Inventory, builders: Builders): Inventory {
  const findings = inventory.findings.filter(({ code, file, related = [] }) => {
    if (code !== "workload/duplicate") return true;
    const own = builders.get(file) ?? [];
    const others = related.flatMap((place) => builders.get(place.file) ?? []);
    return own.length + others.length === 0 || own.some((builder) => others.includes(builder));
  });
  return { ...inventory, findings };
}

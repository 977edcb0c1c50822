import type { ManifestDocument, SourceFile } from "../../document/document.ts";
import { type BuiltMap, type BuiltValue, builtFrom, stringIn, valueAt } from "./built-value.ts";

/** An object on its way through a build. Immutable: each step makes another. */
export interface Resource {
  readonly root: BuiltMap;
  /** Every name that it has had, the present one last: references and `replicas` may use any of them. */
  readonly names: readonly string[];
  /** Every namespace that it has been in, the present one last. */
  readonly namespaces: readonly string[];
  /** All prefixes that its name has got, and all suffixes: objects of one copy of a base have the same. */
  readonly affixes: { readonly prefix: string; readonly suffix: string };
  /** Where it was first written; undefined for what a generator makes. */
  readonly document: ManifestDocument | undefined;
}

/** The objects of a file: its documents, and of a list its items in its place. */
export function resourcesIn(source: SourceFile): readonly Resource[] {
  const resources = known.get(source) ?? readResources(source);
  known.set(source, resources);
  return resources;
}

const known: WeakMap<SourceFile, readonly Resource[]> = new WeakMap();

function readResources(source: SourceFile): readonly Resource[] {
  const written = {
    text: source.text,
    originOf: (span: Resource["root"]["origin"]["span"]) => ({ file: source.file, span }),
  };
  return source.documents.flatMap((document) => {
    if (document.root?.type !== "map" || document.kind === "" || document.kind.endsWith("List")) return [];
    const root = builtFrom(document.root, written);
    return root.type === "map"
      ? [{ root, names: [document.name], namespaces: [document.namespace], affixes: noAffixes, document }]
      : [];
  });
}

/** Of a resource whose name is as it was first written. */
export const noAffixes: Resource["affixes"] = { prefix: "", suffix: "" };

/** The resource with another object, and with the object's name and namespace among its own. */
export function withRoot(resource: Resource, root: BuiltMap): Resource {
  if (root === resource.root) return resource;
  return {
    ...resource,
    root,
    names: withPresent(resource.names, nameOf({ root })),
    namespaces: withPresent(resource.namespaces, stringIn(root, ["metadata", "namespace"]) ?? "default"),
  };
}

function withPresent(all: readonly string[], present: string): readonly string[] {
  return all.at(-1) === present ? all : [...all, present];
}

/** The name that it has now; empty where none is written. */
export function nameOf({ root }: Pick<Resource, "root">): string {
  return stringIn(root, ["metadata", "name"]) ?? "";
}

/** Its kind; empty where none is written. */
export function kindOf({ root }: Pick<Resource, "root">): string {
  return stringIn(root, ["kind"]) ?? "";
}

/** Its apiVersion; empty where none is written. */
export function apiVersionOf({ root }: Pick<Resource, "root">): string {
  return stringIn(root, ["apiVersion"]) ?? "";
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf(resource: Pick<Resource, "root">): string {
  const apiVersion = apiVersionOf(resource);
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

/** `v1` of `apps/v1`, and of `v1`. */
export function versionOf(resource: Pick<Resource, "root">): string {
  const apiVersion = apiVersionOf(resource);
  return apiVersion.slice(apiVersion.indexOf("/") + 1);
}

/** The texts of a map below, as labels are. */
export function textsAt(root: BuiltValue, path: readonly string[]): Readonly<Record<string, string>> {
  const map = valueAt(root, path);
  const entries = map?.type === "map" ? map.entries : [];
  return Object.fromEntries(
    entries.flatMap(({ key, value }) =>
      value.type === "scalar" && value.value !== null ? [[key, String(value.value)]] : [],
    ),
  );
}

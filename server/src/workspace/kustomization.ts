import type { ManifestDocument } from "../document/document.ts";
import { isKustomizationFile } from "../document/kustomization-file.ts";
import { itemsAt, stringAt } from "../document/locate.ts";
import type { Path } from "../document/span.ts";
import { isKind } from "../workload/api-kind.ts";
import { folderOf, resolvePath } from "./relative-path.ts";

/** Whether a document tells Kustomize what to build. */
export function isKustomization(document: ManifestDocument): boolean {
  const isNamed = isKustomizationFile(document.file);
  return isNamed || ["Kustomization", "Component"].some((kind) => isKind(document, kind, ["kustomize.config.k8s.io"]));
}

/** Identities of the files that a kustomization names as patches; those that it holds itself are no files. */
export function patchesOf(document: ManifestDocument): readonly string[] {
  return pathsIn(document, [
    ["patches", ["path"]],
    ["patchesJson6902", ["path"]],
    ["patchesStrategicMerge", []],
  ]);
}

/** Identities of the files and folders that a kustomization builds from. */
export function resourcesOf(document: ManifestDocument): readonly string[] {
  return pathsIn(document, [
    ["resources", []],
    ["bases", []],
    ["components", []],
  ]);
}

/** The identity of what a path of a kustomization leads to. */
export function pathFrom({ file }: ManifestDocument, path: string): string {
  const isUri = /^[a-z][a-z\d+.-]+:/i.test(file);
  return resolvePath(folderOf(file), isUri ? encodeURI(path) : path);
}

function pathsIn(
  document: ManifestDocument,
  lists: readonly (readonly [list: string, path: Path])[],
): readonly string[] {
  const paths = lists.flatMap(([list, path]) =>
    itemsAt(document.root, [list]).flatMap(({ value }) => stringAt(value, path) ?? []),
  );
  return paths.filter((path) => !path.includes("\n")).map((path) => pathFrom(document, path));
}

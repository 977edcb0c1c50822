import type { ManifestDocument, SourceFile } from "../document/document.ts";
import { itemsAt, stringAt } from "../document/locate.ts";
import type { Path } from "../document/span.ts";
import { isKind } from "../workload/api-kind.ts";
import { isValuesFile } from "./parts.ts";

/**
 * Files that look like manifests and are only parts of some: patches that Kustomize lays over others, templates that
 * Helm renders, in a chart or elsewhere, and the values that it renders them with. Alone they would be found wanting, or
 * be planned beside what they belong to.
 */
export function setAsideFiles(files: ReadonlyMap<string, SourceFile>): ReadonlySet<string> {
  const names = [...files.keys()];
  const charts = names.filter((file) => /(^|\/)Chart\.yaml$/.test(file)).map(folderOf);
  const ofCharts = names.filter((file) => charts.some((chart) => isOfChart(file, chart)));
  const documents = [...files.values()].flatMap((file) => file.documents);
  const templates = documents.filter(({ template }) => template === true).map(({ file }) => file);
  const patches = documents.filter(isKustomization).flatMap(patchesOf);
  return new Set([...ofCharts, ...templates, ...patches]);
}

function isOfChart(file: string, chart: string): boolean {
  return file.startsWith(`${chart}templates/`) || (file.startsWith(`${chart}values`) && isValuesFile(file));
}

function isKustomization(document: ManifestDocument): boolean {
  const isNamed = /(^|\/)kustomization\.ya?ml$/i.test(document.file);
  return isNamed || ["Kustomization", "Component"].some((kind) => isKind(document, kind, ["kustomize.config.k8s.io"]));
}

/** Identities of the files that a kustomization names as patches; those that it holds itself are no files. */
function patchesOf({ file, root }: ManifestDocument): readonly string[] {
  const named = (list: string, path: Path): readonly string[] =>
    itemsAt(root, [list]).flatMap(({ value }) => stringAt(value, path) ?? []);
  const paths = [
    ...named("patches", ["path"]),
    ...named("patchesJson6902", ["path"]),
    ...named("patchesStrategicMerge", []),
  ];
  const isUri = /^[a-z][a-z\d+.-]+:/i.test(file);
  return paths
    .filter((path) => !path.includes("\n"))
    .map((path) => resolve(folderOf(file), isUri ? encodeURI(path) : path));
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/** A path with `/` from a folder (with its final `/`), its `.` and `..` taken out as far as the folder's own names go. */
function resolve(folder: string, path: string): string {
  const steps = folder.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") {
      if (steps.length > 0 && steps.at(-1) !== "..") steps.pop();
      else steps.push("..");
    } else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

import type { SourceFile } from "../document/document.ts";
import { isKustomization, patchesOf } from "./kustomization.ts";
import { isValuesFile } from "./parts.ts";
import { folderOf } from "./relative-path.ts";

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

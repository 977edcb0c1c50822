import type { ManifestDocument, SourceFile } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { itemsAt, nodeAt, stringAt } from "../../document/locate.ts";
import type { Span } from "../../document/span.ts";
import { isKustomization, pathFrom } from "../kustomization.ts";
import { applyPatches } from "./apply-patches.ts";
import { generatedBy } from "./generators.ts";
import { withReferences } from "./names.ts";
import type { PatchFiles } from "./patches.ts";
import { type Resource, resourcesIn } from "./resource.ts";
import { transformed } from "./transform.ts";

/** What Kustomize makes of a kustomization, as far as the files at hand tell. */
export interface Build {
  readonly kustomization: ManifestDocument;
  readonly resources: readonly Resource[];
  /** What would stop the build. */
  readonly findings: readonly Finding[];
  /** Identities of the files that it is made from. */
  readonly inputs: ReadonlySet<string>;
  /** The same files as they were. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** Identities of files that it asked for in vain: once there is one, the build is another. */
  readonly missing: ReadonlySet<string>;
}

/** Files by identity. */
export type FileLookup = (file: string) => SourceFile | undefined;

/** Builds a kustomization: its resources, generators and components, and then its transformations in Kustomize's order. */
export function buildKustomization(kustomization: ManifestDocument, fileOf: FileLookup): Build {
  const building: Building = { fileOf, findings: [], inputs: new Set(), missing: new Set(), isPartial: false };
  const resources = withReferences(accumulate(kustomization, building, [], []));
  const { findings, inputs, missing } = building;
  const sources = new Map(
    [...inputs].flatMap((file) => {
      const source = fileOf(file);
      return source === undefined ? [] : [[file, source] as const];
    }),
  );
  return { kustomization, resources, findings, inputs, sources, missing };
}

/** What a build gathers on its way. */
export interface Building {
  readonly fileOf: FileLookup;
  readonly findings: Finding[];
  readonly inputs: Set<string>;
  readonly missing: Set<string>;
  /** Whether something was not read: what then seems to be missing may be in there. */
  isPartial: boolean;
}

/** `inside` are the files of the kustomizations around this one, `given` the resources that a component is laid over. */
function accumulate(
  kustomization: ManifestDocument,
  building: Building,
  inside: readonly string[],
  given: readonly Resource[],
): readonly Resource[] {
  const source = building.fileOf(kustomization.file);
  if (source === undefined) return given;
  building.inputs.add(kustomization.file);
  const around = [...inside, kustomization.file];
  const named = ["resources", "bases"].flatMap((field) => paths(kustomization, field));
  noteUnread(kustomization, building, named);
  const read = named.flatMap((entry) => resourcesAt(entry, kustomization, building, around));
  const start = [...given, ...read];
  const generated = [...start, ...generatedBy(kustomization, start)];
  const complete = paths(kustomization, "components").reduce<readonly Resource[]>((before, entry) => {
    const component = kustomizationAt(entry, kustomization, building, around);
    return component === undefined ? before : accumulate(component, building, around, before);
  }, generated);
  const files: PatchFiles = {
    kustomization,
    source,
    fileAt: (path, span) => fileAt({ path, span }, kustomization, building),
  };
  const patched = ["patchesStrategicMerge", "patches"] as const;
  const merged = patched.reduce((before, field) => applyPatches(before, files, field, building), complete);
  return transformed(merged, files, (before) => applyPatches(before, files, "patchesJson6902", building));
}

interface PathEntry {
  readonly path: string;
  readonly span: Span;
}

function paths({ root }: ManifestDocument, field: string): readonly PathEntry[] {
  return itemsAt(root, [field]).flatMap(({ value }) => {
    const path = stringAt(value, []);
    return path === undefined ? [] : [{ path, span: value.span }];
  });
}

function resourcesAt(
  entry: PathEntry,
  kustomization: ManifestDocument,
  building: Building,
  around: readonly string[],
): readonly Resource[] {
  if (isRemote(entry.path)) return [];
  const id = pathFrom(kustomization, entry.path);
  const file = building.fileOf(id);
  if (file !== undefined) {
    building.inputs.add(id);
    return resourcesIn(file);
  }
  const base = kustomizationAt(entry, kustomization, building, around);
  return base === undefined ? [] : accumulate(base, building, around, []);
}

/** The kustomization of a folder, unless that is one of those around. */
function kustomizationAt(
  entry: PathEntry,
  kustomization: ManifestDocument,
  building: Building,
  around: readonly string[],
): ManifestDocument | undefined {
  if (isRemote(entry.path)) return undefined;
  const folder = pathFrom(kustomization, entry.path);
  const found = kustomizationIn(folder, building.fileOf);
  if (found === undefined) {
    noteMissing(entry, kustomization, building, [folder, ...kustomizationFiles(folder)]);
    return undefined;
  }
  if (!around.includes(found.file)) return found;
  const message = `This leads back to ${found.file}: kustomizations that build on each other in a circle cannot be built.`;
  building.findings.push({
    code: "kustomize/cycle",
    severity: "error",
    message,
    file: kustomization.file,
    span: entry.span,
  });
  return undefined;
}

/** The kustomization of a folder (without its final `/`). */
export function kustomizationIn(folder: string, fileOf: FileLookup): ManifestDocument | undefined {
  return kustomizationFiles(folder)
    .flatMap((file) => fileOf(file)?.documents ?? [])
    .find(isKustomization);
}

function kustomizationFiles(folder: string): readonly string[] {
  const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
  return names.map((name) => (folder === "" ? name : `${folder}/${name}`));
}

function fileAt(
  { path, span }: PathEntry,
  kustomization: ManifestDocument,
  building: Building,
): SourceFile | undefined {
  const id = pathFrom(kustomization, path);
  const file = building.fileOf(id);
  if (file === undefined) noteMissing({ path, span }, kustomization, building, [id]);
  else building.inputs.add(id);
  return file;
}

/**
 * That a path leads nowhere is certain only where others of the same kustomization lead somewhere: a single file that is
 * looked at alone has nothing around it.
 */
function noteMissing(
  { path, span }: PathEntry,
  kustomization: ManifestDocument,
  building: Building,
  tried: readonly string[],
): void {
  building.isPartial = true;
  for (const file of tried) building.missing.add(file);
  const others = itemsAt(kustomization.root, ["resources"]).map(({ value }) => stringAt(value, []) ?? "");
  const isKnown = (other: string): boolean => {
    const id = pathFrom(kustomization, other);
    return building.fileOf(id) !== undefined || kustomizationIn(id, building.fileOf) !== undefined;
  };
  if (!others.some((other) => other !== path && !isRemote(other) && isKnown(other))) return;
  const message = `There is no ${path} here, neither a file nor a folder with a kustomization.`;
  building.findings.push({
    code: "kustomize/missing-file",
    severity: "warning",
    message,
    file: kustomization.file,
    span,
  });
}

/** Whether Kustomize would fetch it: a URL, or a repository in one of its short forms. */
function isRemote(path: string): boolean {
  return /^[a-z][a-z\d+.-]*:|^git@|^github\.com\/|\?ref=|\.git(?:\/|$)/i.test(path);
}

/** Said once for each kustomization, since nothing is wrong with it. */
function noteUnread(kustomization: ManifestDocument, building: Building, named: readonly PathEntry[]): void {
  const remote = named.filter(({ path }) => isRemote(path));
  const isByHelm = nodeAt(kustomization.root, ["helmCharts"]) !== undefined;
  if (remote.length > 0 || isByHelm) building.isPartial = true;
  const [first] = remote;
  if (first === undefined) return;
  const message = `What is elsewhere is not read: ${remote.map(({ path }) => path).join(", ")}. What it builds is not judged here.`;
  building.findings.push({
    code: "kustomize/remote",
    severity: "hint",
    message,
    file: kustomization.file,
    span: first.span,
  });
}

import type { ManifestDocument, SourceFile } from "../document/document.ts";
import { stringAt } from "../document/locate.ts";
import { isKind } from "../workload/api-kind.ts";
import { isKustomization, resourcesOf } from "./kustomization.ts";
import { type Build, buildKustomization } from "./kustomize/build.ts";
import { decoded, folderOf } from "./relative-path.ts";

/** The kustomizations of one environment that nothing else builds on. */
export interface OverlayRoots {
  readonly name: string;
  readonly builds: readonly Build[];
  /** The ResourcePlan that stands beside one of them. */
  readonly plan: ManifestDocument | undefined;
}

/**
 * The environments among the files. Kustomizations that nothing builds on are environments where they build on the same
 * objects, as the overlays of a base do, where one alone lays something over another, or where a ResourcePlan stands
 * beside one of several. Those of one name belong together: `shop/overlays/dev` and `search/overlays/dev`. All other
 * kustomizations are the parts of one cluster's manifests.
 */
export function overlayRoots(files: ReadonlyMap<string, SourceFile>, known: readonly Build[]): readonly OverlayRoots[] {
  const kustomizations = [...files.values()].flatMap(({ documents }) => documents.filter(isKustomization));
  if (kustomizations.length === 0) return [];
  const builtOn = new Set(kustomizations.flatMap(resourcesOf));
  const roots = kustomizations.filter(
    (each) => each.kind !== "Component" && !builtOn.has(folderOf(each.file).slice(0, -1)) && !builtOn.has(each.file),
  );
  const plans = plansByFolder(files);
  const named = roots.map((root): NamedRoot => {
    const plan = plans.get(folderOf(root.file));
    return { name: nameOf(root, plan), build: buildOf(root, files, known), plan };
  });
  const names = new Set(named.filter((each) => isEnvironment(each, named)).map(({ name }) => name));
  return [...names].map((name) => {
    const own = named.filter((each) => each.name === name);
    return { name, builds: own.map(({ build }) => build), plan: own.flatMap(({ plan }) => plan ?? [])[0] };
  });
}

interface NamedRoot {
  readonly name: string;
  readonly build: Build;
  readonly plan: ManifestDocument | undefined;
}

function isEnvironment({ build, plan }: NamedRoot, all: readonly NamedRoot[]): boolean {
  const others = all.filter((other) => other.build !== build);
  if (plan !== undefined && others.length > 0) return true;
  const isShared = others.some(({ build: other }) => [...build.inputs].some((input) => other.inputs.has(input)));
  return isShared || (others.length === 0 && isOverlay(build));
}

/** Whether a kustomization changes what another folder's says. */
function isOverlay({ kustomization, inputs }: Build): boolean {
  const folder = folderOf(kustomization.file);
  const isOnBase = [...inputs].some((input) => !input.startsWith(folder) || folderOf(input) !== folder);
  return isOnBase && laidOver.some((field) => kustomization.root !== undefined && hasField(kustomization, field));
}

const laidOver: readonly string[] = [
  "components",
  "namePrefix",
  "nameSuffix",
  "patches",
  "patchesJson6902",
  "patchesStrategicMerge",
  "replicas",
];

function hasField({ root }: ManifestDocument, field: string): boolean {
  return root?.type === "map" && root.entries.some(({ key }) => key === field);
}

/** The build of the last snapshot, where nothing that it was made from has changed. */
function buildOf(root: ManifestDocument, files: ReadonlyMap<string, SourceFile>, known: readonly Build[]): Build {
  const before = known.find(({ kustomization }) => kustomization === root);
  const isSame =
    before !== undefined &&
    [...before.sources].every(([file, source]) => files.get(file) === source) &&
    ![...before.missing].some((file) => files.has(file));
  return isSame ? before : buildKustomization(root, (file) => files.get(file));
}

function plansByFolder(files: ReadonlyMap<string, SourceFile>): ReadonlyMap<string, ManifestDocument> {
  const plans = [...files.values()].flatMap(({ documents }) =>
    documents.filter((document) => isKind(document, "ResourcePlan", ["resource-planner.dev"])),
  );
  return new Map(plans.toReversed().map((document) => [folderOf(document.file), document]));
}

/** What the ResourcePlan says, else the folder's name. */
function nameOf({ file }: ManifestDocument, plan: ManifestDocument | undefined): string {
  const said = stringAt(plan?.root, ["spec", "environment"]);
  if (said !== undefined && said !== "") return said;
  return decoded(folderOf(file).split("/").at(-2) ?? "") || "default";
}

import type { Building } from "./build.ts";
import { type BuiltMap, type BuiltValue, changedAt, stringIn, valueAt } from "./built-value.ts";
import { applyJsonPatch } from "./json-patch.ts";
import { isPatchFor, operationsOf, type Patch, type PatchFiles, patchesIn } from "./patches.ts";
import { apiVersionOf, kindOf, type Resource, withRoot } from "./resource.ts";
import { mergePatch } from "./strategic-merge.ts";
import { isTargeted } from "./target.ts";

/** The resources with one field's patches laid over them. What a patch cannot do is noted, and it is left out. */
export function applyPatches(
  resources: readonly Resource[],
  files: PatchFiles,
  field: Parameters<typeof patchesIn>[1],
  building: Building,
): readonly Resource[] {
  return patchesIn(files, field).reduce((before, patch) => applied(before, patch, files, building), resources);
}

function applied(
  resources: readonly Resource[],
  patch: Patch,
  files: PatchFiles,
  building: Building,
): readonly Resource[] {
  return patch.documents.reduce<readonly Resource[]>((before, document) => {
    const isFor = (resource: Resource): boolean =>
      patch.target === undefined
        ? document.value.type === "map" &&
          isPatchFor(document.value, { ...resource, apiVersion: apiVersionOf(resource), kind: kindOf(resource) })
        : isTargeted(patch.target, resource);
    const meant = before.filter(isFor);
    if (meant.length === 0 && patch.target === undefined) noteUnmatched(document.value, patch, files, building);
    const patched = new Map(meant.map((resource) => [resource, patchedBy(resource, document, patch, files, building)]));
    return before.flatMap((resource) => (patched.has(resource) ? (patched.get(resource) ?? []) : resource));
  }, resources);
}

function patchedBy(
  resource: Resource,
  document: Patch["documents"][number],
  patch: Patch,
  { kustomization }: PatchFiles,
  { findings, isPartial }: Building,
): Resource | undefined {
  const operations = operationsOf(document);
  if (operations !== undefined) {
    const result = applyJsonPatch(resource.root, operations);
    if (!("problem" in result)) return result.root.type === "map" ? withRoot(resource, result.root) : resource;
    const { file, span } = result.at.origin;
    const place = file === kustomization.file ? { file, span } : { file: kustomization.file, span: patch.span };
    if (!isPartial)
      findings.push({ code: "kustomize/failing-patch", severity: "error", message: result.problem, ...place });
    return resource;
  }
  if (document.value.type !== "map") return resource;
  const merged = mergePatch(resource.root, document.value);
  return merged && withRoot(resource, patch.keepsName ? named(merged, resource.root) : merged);
}

/** A patch for several objects has a name of its own, which none of them gets. */
function named(root: BuiltMap, before: BuiltMap): BuiltMap {
  const parts: readonly (readonly string[])[] = [["apiVersion"], ["kind"], ["metadata", "name"]];
  return parts.reduce<BuiltMap>((each, path) => {
    const own: BuiltValue | undefined = valueAt(before, path);
    const after = changedAt(each, path, () => own);
    return after.type === "map" ? after : each;
  }, root);
}

function noteUnmatched(
  value: BuiltValue,
  { span }: Patch,
  { kustomization }: PatchFiles,
  { findings, isPartial }: Building,
): void {
  const kind = stringIn(value, ["kind"]);
  const name = stringIn(value, ["metadata", "name"]);
  if (isPartial || kind === undefined || name === undefined) return;
  const apiVersion = stringIn(value, ["apiVersion"]) ?? "no apiVersion";
  const namespace = stringIn(value, ["metadata", "namespace"]) ?? "default";
  findings.push({
    code: "kustomize/unmatched-patch",
    severity: "error",
    message: `This patch is for ${kind} ${name} of ${apiVersion} in namespace ${namespace}, which is not among the resources: Kustomize refuses to build.`,
    file: kustomization.file,
    span,
  });
}

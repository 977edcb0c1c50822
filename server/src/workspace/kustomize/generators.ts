import type { ManifestDocument, ValueNode } from "../../document/document.ts";
import { itemsAt, stringAt } from "../../document/locate.ts";
import { type BuiltMap, type BuiltScalar, computed, type Origin } from "./built-value.ts";
import { noAffixes, type Resource } from "./resource.ts";

/**
 * The ConfigMaps and Secrets that a kustomization generates, by name alone: what they hold is in files that are no
 * manifests. The hash that their names end in depends on that, and is left out everywhere.
 */
export function generatedBy(kustomization: ManifestDocument, known: readonly Resource[]): readonly Resource[] {
  return (
    [
      ["configMapGenerator", "ConfigMap"],
      ["secretGenerator", "Secret"],
    ] as const
  ).flatMap(([field, kind]) =>
    itemsAt(kustomization.root, [field]).flatMap(({ value }) => generated(kustomization, kind, value, known)),
  );
}

function generated(
  { file }: ManifestDocument,
  kind: string,
  generator: ValueNode,
  known: readonly Resource[],
): readonly Resource[] {
  const name = stringAt(generator, ["name"]);
  if (name === undefined) return [];
  // With another behavior it changes what a base has generated.
  if (known.some((each) => each.names.includes(name) && kindIs(each, kind))) return [];
  const origin: Origin = { file, span: generator.span };
  const metadata: BuiltMap = map(origin, [["name", computed(name, origin)]]);
  const root = map(origin, [
    ["apiVersion", computed("v1", origin)],
    ["kind", computed(kind, origin)],
    ["metadata", metadata],
  ]);
  return [{ root, names: [name], namespaces: ["default"], affixes: noAffixes, document: undefined }];
}

function kindIs({ root }: Resource, kind: string): boolean {
  return root.entries.some(({ key, value }) => key === "kind" && value.type === "scalar" && value.value === kind);
}

function map(origin: Origin, entries: readonly (readonly [string, BuiltMap | BuiltScalar])[]): BuiltMap {
  return { type: "map", origin, entries: entries.map(([key, value]) => ({ key, keyOrigin: origin, value })) };
}

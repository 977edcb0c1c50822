import type { ValueNode } from "../../document/document.ts";
import { itemsAt, nodeAt, scalarAt, stringAt } from "../../document/locate.ts";
import type { Span } from "../../document/span.ts";
import { type BuiltMap, type BuiltValue, builtFrom, changedAt } from "./built-value.ts";
import { withImage } from "./images.ts";
import { withAnnotations, withLabels } from "./labels.ts";
import { renamed } from "./names.ts";
import { inNamespace } from "./namespaces.ts";
import type { PatchFiles } from "./patches.ts";
import { kindOf, type Resource, withRoot } from "./resource.ts";

type KustomizationSource = Pick<PatchFiles, "kustomization" | "source">;

type Step = (resources: readonly Resource[]) => readonly Resource[];

/**
 * The transformations of a kustomization beside its merge patches, in the order in which Kustomize makes them. Source:
 * `configureBuiltinTransformers` of its `kusttarget_configplugin.go`. `late` stands for the patches of JSON operations,
 * which see the new names.
 */
export function transformed(
  resources: readonly Resource[],
  source: KustomizationSource,
  late: Step,
): readonly Resource[] {
  const { root } = source.kustomization;
  const value = (node: ValueNode): BuiltValue => valueIn(source, node);
  const namespace = scalarAt(root, ["namespace"]);
  const steps: readonly Step[] = [
    (before) => (namespace === undefined || namespace.value === null ? before : inNamespace(before, value(namespace))),
    (before) =>
      renamed(before, { prefix: stringAt(root, ["namePrefix"]) ?? "", suffix: stringAt(root, ["nameSuffix"]) ?? "" }),
    (before) => labeled(before, source),
    (before) => {
      const annotations = mapIn(source, nodeAt(root, ["commonAnnotations"]));
      return annotations === undefined ? before : withAnnotations(before, annotations);
    },
    late,
    (before) => itemsAt(root, ["replicas"]).reduce((each, item) => scaled(each, item.value, source), before),
    (before) => itemsAt(root, ["images"]).reduce((each, item) => withImage(each, item.value), before),
  ];
  return steps.reduce((before, step) => step(before), resources);
}

function labeled(resources: readonly Resource[], source: KustomizationSource): readonly Resource[] {
  const { root } = source.kustomization;
  const listed = itemsAt(root, ["labels"]).reduce((before, { value: entry }) => {
    const pairs = mapIn(source, nodeAt(entry, ["pairs"]));
    const isSet = (field: string): boolean => scalarAt(entry, [field])?.value === true;
    const scope = { selectors: isSet("includeSelectors"), templates: isSet("includeTemplates") };
    return pairs === undefined ? before : withLabels(before, pairs, scope);
  }, resources);
  const common = mapIn(source, nodeAt(root, ["commonLabels"]));
  return common === undefined ? listed : withLabels(listed, common, { selectors: true, templates: true });
}

/** Source of the kinds: kustomize's `replicas.go`. */
const scaledKinds: readonly string[] = ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"];

function scaled(resources: readonly Resource[], entry: ValueNode, source: KustomizationSource): readonly Resource[] {
  const name = stringAt(entry, ["name"]);
  const count = scalarAt(entry, ["count"]);
  if (name === undefined || count === undefined) return resources;
  const value = valueIn(source, count);
  return resources.map((resource) => {
    if (!(scaledKinds.includes(kindOf(resource)) && resource.names.includes(name))) return resource;
    const root = changedAt(resource.root, ["spec", "replicas"], () => value, value.origin);
    return root.type === "map" ? withRoot(resource, root) : resource;
  });
}

function mapIn(source: KustomizationSource, node: ValueNode | undefined): BuiltMap | undefined {
  const value = node && valueIn(source, node);
  return value?.type === "map" ? value : undefined;
}

/** A value of the kustomization itself. */
function valueIn({ source: { file, text } }: KustomizationSource, node: ValueNode): BuiltValue {
  return builtFrom(node, { text, originOf: (span: Span) => ({ file, span }) });
}

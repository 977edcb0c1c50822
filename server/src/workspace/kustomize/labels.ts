import { type BuiltEntry, type BuiltMap, type BuiltValue, changedAt, withEntry } from "./built-value.ts";
import { podPathsOf } from "./pod-paths.ts";
import { kindOf, type Resource, withRoot } from "./resource.ts";

/** Where labels go beside the metadata of an object. */
export interface LabelScope {
  readonly selectors: boolean;
  readonly templates: boolean;
}

/** The resources with labels. Source of the fields: kustomize's `commonlabels.go`. */
export function withLabels(resources: readonly Resource[], labels: BuiltMap, scope: LabelScope): readonly Resource[] {
  return resources.map((resource) => {
    const paths = labelPaths(kindOf(resource), scope);
    return withTexts(resource, labels, paths);
  });
}

/** The resources with annotations, their pods too. */
export function withAnnotations(resources: readonly Resource[], annotations: BuiltMap): readonly Resource[] {
  return resources.map((resource) => {
    const pods = podPathsOf(kindOf(resource)).map((path) => create(...path, "metadata", "annotations"));
    return withTexts(resource, annotations, [create("metadata", "annotations"), ...pods]);
  });
}

interface TextPath {
  readonly path: readonly string[];
  /** Whether the map is made where it is missing. */
  readonly create: boolean;
}

function withTexts(resource: Resource, texts: BuiltMap, paths: readonly TextPath[]): Resource {
  const root = paths.reduce<BuiltValue>((before, each) => withTextsAt(before, each, texts), resource.root);
  return root.type === "map" ? withRoot(resource, root) : resource;
}

function withTextsAt(root: BuiltValue, { path, create: isMade }: TextPath, texts: BuiltMap): BuiltValue {
  const put = (map: BuiltValue | undefined): BuiltValue | undefined => {
    const start: BuiltMap = map?.type === "map" ? map : { type: "map", entries: [], origin: texts.origin };
    return texts.entries.reduce(
      (before, each: BuiltEntry) => withEntry(before, each.key, each.value, each.keyOrigin),
      start,
    );
  };
  return changedAt(root, path, put, isMade ? texts.origin : undefined);
}

function labelPaths(kind: string, { selectors, templates }: LabelScope): readonly TextPath[] {
  const pods = podPathsOf(kind).filter((path) => path.length > 0);
  const ofTemplates = pods.map((path) => create(...path, "metadata", "labels"));
  return [
    create("metadata", "labels"),
    ...(templates || selectors ? ofTemplates : []),
    ...(selectors ? [...selectorPaths(kind), ...pods.flatMap((path) => selectorsInPods([...path, "spec"]))] : []),
  ];
}

function selectorPaths(kind: string): readonly TextPath[] {
  switch (kind) {
    case "Service":
    case "ReplicationController":
      return [create("spec", "selector")];
    case "StatefulSet":
      return [
        create("spec", "selector", "matchLabels"),
        create("spec", "volumeClaimTemplates", "*", "metadata", "labels"),
      ];
    case "Deployment":
    case "ReplicaSet":
    case "DaemonSet":
      return [create("spec", "selector", "matchLabels")];
    case "Job":
    case "PodDisruptionBudget":
      return [extend("spec", "selector", "matchLabels")];
    case "CronJob":
      return [
        extend("spec", "jobTemplate", "spec", "selector", "matchLabels"),
        create("spec", "jobTemplate", "metadata", "labels"),
      ];
    case "NetworkPolicy":
      return [
        extend("spec", "podSelector", "matchLabels"),
        extend("spec", "ingress", "*", "from", "*", "podSelector", "matchLabels"),
        extend("spec", "egress", "*", "to", "*", "podSelector", "matchLabels"),
      ];
    default:
      return [];
  }
}

/** What of a pod selects its like. */
function selectorsInPods(spec: readonly string[]): readonly TextPath[] {
  const affinities = ["podAffinity", "podAntiAffinity"].flatMap((affinity) => [
    [affinity, "preferredDuringSchedulingIgnoredDuringExecution", "*", "podAffinityTerm"],
    [affinity, "requiredDuringSchedulingIgnoredDuringExecution", "*"],
  ]);
  return [
    ...affinities.map((path) => extend(...spec, "affinity", ...path, "labelSelector", "matchLabels")),
    extend(...spec, "topologySpreadConstraints", "*", "labelSelector", "matchLabels"),
  ];
}

function create(...path: readonly string[]): TextPath {
  return { path, create: true };
}

function extend(...path: readonly string[]): TextPath {
  return { path, create: false };
}

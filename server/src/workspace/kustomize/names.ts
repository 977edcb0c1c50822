import { type BuiltMap, type BuiltValue, changedAt, computed } from "./built-value.ts";
import { containerLists, podPathsOf } from "./pod-paths.ts";
import { kindOf, nameOf, type Resource, withRoot } from "./resource.ts";

/** The resources under names with a prefix and a suffix; kinds whose names are given from elsewhere keep theirs. */
export function renamed(
  resources: readonly Resource[],
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
): readonly Resource[] {
  if (prefix === "" && suffix === "") return resources;
  return resources.map((resource) => {
    if (keptKinds.has(kindOf(resource))) return resource;
    const root = changedAt(resource.root, ["metadata", "name"], (name) =>
      name?.type === "scalar" ? computed(`${prefix}${String(name.value)}${suffix}`, name.origin) : name,
    );
    return root.type === "map" ? withRoot(resource, root) : resource;
  });
}

/** Source: the skip list of kustomize's `PrefixTransformer`. */
const keptKinds: ReadonlySet<string> = new Set(["CustomResourceDefinition", "APIService", "Namespace"]);

/**
 * The resources with their references to each other under the names that these have now. Where a name is of none of
 * them, it stays. Source: kustomize's `namereference.go`.
 */
export function withReferences(resources: readonly Resource[]): readonly Resource[] {
  const renames = renamesOf(resources);
  if (renames.size === 0) return resources;
  return resources.map((resource) => {
    const root = referencesOf(kindOf(resource)).reduce<BuiltValue>(
      (before, { path, kinds }) => changedAt(before, path, (value) => referring(value, kinds, renames)),
      withTarget(resource, renames),
    );
    return root.type === "map" ? withRoot(resource, root) : resource;
  });
}

/** Present names by kind and former name. */
type Renames = ReadonlyMap<string, string>;

function renamesOf(resources: readonly Resource[]): Renames {
  const renames = new Map<string, string>();
  for (const resource of resources) {
    const present = nameOf(resource);
    for (const former of resource.names) if (former !== present) renames.set(`${kindOf(resource)}/${former}`, present);
  }
  // A name that one object has given up may be another's by now.
  for (const resource of resources) renames.delete(`${kindOf(resource)}/${nameOf(resource)}`);
  return renames;
}

function referring(value: BuiltValue | undefined, kinds: readonly string[], renames: Renames): BuiltValue | undefined {
  if (value?.type !== "scalar") return value;
  const name = kinds.flatMap((kind) => renames.get(`${kind}/${String(value.value)}`) ?? [])[0];
  return name === undefined ? value : computed(name, value.origin);
}

/** An autoscaler names the kind of what it scales, a binding that of its role and of its subjects. */
function withTarget({ root }: Resource, renames: Renames): BuiltMap {
  const places = [["spec", "scaleTargetRef"], ["roleRef"], ["subjects", "*"]];
  return places.reduce<BuiltMap>((before, path) => {
    const after = changedAt(before, path, (reference) => {
      if (reference?.type !== "map") return reference;
      const kind = reference.entries.find(({ key }) => key === "kind")?.value;
      if (kind?.type !== "scalar") return reference;
      return changedAt(reference, ["name"], (name) => referring(name, [String(kind.value)], renames));
    });
    return after.type === "map" ? after : before;
  }, root);
}

interface Reference {
  readonly path: readonly string[];
  readonly kinds: readonly string[];
}

function referencesOf(kind: string): readonly Reference[] {
  const ofPods = podPathsOf(kind).flatMap((pod) =>
    podReferences.map(({ path, kinds }) => ({ path: [...pod, "spec", ...path], kinds })),
  );
  return [...ofPods, ...(Object.hasOwn(otherReferences, kind) ? (otherReferences[kind] ?? []) : [])];
}

function reference(path: string, ...kinds: readonly string[]): Reference {
  return { path: path.split("."), kinds };
}

const podReferences: readonly Reference[] = [
  ...containerLists.flatMap((list) => [
    reference(`${list}.*.env.*.valueFrom.configMapKeyRef.name`, "ConfigMap"),
    reference(`${list}.*.env.*.valueFrom.secretKeyRef.name`, "Secret"),
    reference(`${list}.*.envFrom.*.configMapRef.name`, "ConfigMap"),
    reference(`${list}.*.envFrom.*.secretRef.name`, "Secret"),
  ]),
  reference("volumes.*.configMap.name", "ConfigMap"),
  reference("volumes.*.secret.secretName", "Secret"),
  reference("volumes.*.projected.sources.*.configMap.name", "ConfigMap"),
  reference("volumes.*.projected.sources.*.secret.name", "Secret"),
  reference("volumes.*.persistentVolumeClaim.claimName", "PersistentVolumeClaim"),
  reference("imagePullSecrets.*.name", "Secret"),
  reference("serviceAccountName", "ServiceAccount"),
  reference("priorityClassName", "PriorityClass"),
];

const otherReferences: Readonly<Record<string, readonly Reference[]>> = {
  StatefulSet: [
    reference("spec.serviceName", "Service"),
    reference("spec.volumeClaimTemplates.*.spec.storageClassName", "StorageClass"),
  ],
  Ingress: [
    reference("spec.rules.*.http.paths.*.backend.service.name", "Service"),
    reference("spec.rules.*.http.paths.*.backend.serviceName", "Service"),
    reference("spec.defaultBackend.service.name", "Service"),
    reference("spec.backend.serviceName", "Service"),
    reference("spec.tls.*.secretName", "Secret"),
    reference("spec.ingressClassName", "IngressClass"),
  ],
  PersistentVolumeClaim: [
    reference("spec.volumeName", "PersistentVolume"),
    reference("spec.storageClassName", "StorageClass"),
  ],
  PersistentVolume: [reference("spec.storageClassName", "StorageClass")],
  ServiceAccount: [reference("imagePullSecrets.*.name", "Secret")],
};

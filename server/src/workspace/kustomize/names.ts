import { type BuiltMap, type BuiltValue, changedAt, computed, stringIn } from "./built-value.ts";
import { containerLists, podPathsOf } from "./pod-paths.ts";
import { kindOf, nameOf, type Resource, withRoot } from "./resource.ts";

/** The resources under names with a prefix and a suffix; kinds whose names are given from elsewhere keep theirs. */
export function renamed(resources: readonly Resource[], { prefix, suffix }: Resource["affixes"]): readonly Resource[] {
  if (prefix === "" && suffix === "") return resources;
  return resources.map((resource) => {
    if (keptKinds.has(kindOf(resource))) return resource;
    const root = changedAt(resource.root, ["metadata", "name"], (name) =>
      name?.type === "scalar" ? computed(`${prefix}${String(name.value)}${suffix}`, name.origin) : name,
    );
    if (root.type !== "map") return resource;
    const affixes = { prefix: `${prefix}${resource.affixes.prefix}`, suffix: `${resource.affixes.suffix}${suffix}` };
    return { ...withRoot(resource, root), affixes };
  });
}

/** Source: the skip list of kustomize's `PrefixTransformer`. */
const keptKinds: ReadonlySet<string> = new Set(["CustomResourceDefinition", "APIService", "Namespace"]);

/**
 * The resources with their references to each other under the names that these have now. Where a name is of none of
 * them, or of several that nothing tells apart, it stays. Source: kustomize's `namereference.go`.
 */
export function withReferences(resources: readonly Resource[]): readonly Resource[] {
  if (resources.every(({ names }) => names.length === 1)) return resources;
  const known = byEachName(resources);
  return resources.map((resource) => {
    const renamer: Renamer = (name, kinds) => presentName(resource, name, kinds, known);
    const root = referencesOf(kindOf(resource)).reduce<BuiltValue>(
      (before, { path, kinds }) => changedAt(before, path, (value) => referring(value, kinds, renamer)),
      withTarget(resource, renamer),
    );
    return root.type === "map" ? withRoot(resource, root) : resource;
  });
}

/** Resources by kind and by each name that they have had. */
type Named = ReadonlyMap<string, readonly Resource[]>;

function byEachName(resources: readonly Resource[]): Named {
  const named = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const name of new Set(resource.names)) {
      const key = `${kindOf(resource)}/${name}`;
      named.set(key, [...(named.get(key) ?? []), resource]);
    }
  }
  return named;
}

/** What an object of one of the kinds is named now that a reference means by any of its names. */
type Renamer = (name: string, kinds: readonly string[]) => string | undefined;

/** A base that is built twice has two objects of every name: a reference means the one of its own copy. */
function presentName(
  { affixes: { prefix, suffix } }: Resource,
  name: string,
  kinds: readonly string[],
  known: Named,
): string | undefined {
  const meant = kinds.flatMap((kind) => known.get(`${kind}/${name}`) ?? []);
  const ofCopy = meant.filter(({ affixes }) => affixes.prefix === prefix && affixes.suffix === suffix);
  const [present, ...others] = new Set((ofCopy.length > 0 ? ofCopy : meant).map(nameOf));
  return others.length === 0 ? present : undefined;
}

function referring(value: BuiltValue | undefined, kinds: readonly string[], renamer: Renamer): BuiltValue | undefined {
  if (value?.type !== "scalar") return value;
  const before = String(value.value);
  const name = renamer(before, kinds) ?? before;
  return name === before ? value : computed(name, value.origin);
}

/** An autoscaler names the kind of what it scales, a binding that of its role and of its subjects. */
function withTarget({ root }: Resource, renamer: Renamer): BuiltMap {
  const places = [["spec", "scaleTargetRef"], ["roleRef"], ["subjects", "*"]];
  return places.reduce<BuiltMap>((before, path) => {
    const after = changedAt(before, path, (reference) => {
      const kind = stringIn(reference, ["kind"]);
      if (reference === undefined || kind === undefined) return reference;
      return changedAt(reference, ["name"], (name) => referring(name, [kind], renamer));
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

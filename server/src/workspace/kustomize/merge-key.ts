/**
 * By which key the items of a list are told apart when a strategic merge patch is laid over it; `parent` is the list
 * or map that it is in. Lists that are not here are replaced as a whole. Source: the `patchMergeKey` tags of Kubernetes'
 * `k8s.io/api` types.
 */
export function mergeKeyOf(list: string, parent: string | undefined): string | undefined {
  if (list === "ports") return containerLists.includes(parent ?? "") ? "containerPort" : "port";
  return Object.hasOwn(mergeKeys, list) ? mergeKeys[list] : undefined;
}

/** Lists of texts that a patch adds to instead of replacing them. */
export function isMergedSet(list: string): boolean {
  return list === "finalizers";
}

const containerLists: readonly string[] = ["containers", "initContainers", "ephemeralContainers"];

const mergeKeys: Readonly<Record<string, string>> = {
  containers: "name",
  initContainers: "name",
  ephemeralContainers: "name",
  env: "name",
  volumes: "name",
  volumeMounts: "mountPath",
  volumeDevices: "devicePath",
  imagePullSecrets: "name",
  hostAliases: "ip",
  topologySpreadConstraints: "topologyKey",
  resourceClaims: "name",
  secrets: "name",
  conditions: "type",
  ownerReferences: "uid",
};

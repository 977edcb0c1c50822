import type { Path } from "../document/span.ts";

/** The kinds of objects that a field names; undefined where the field names none. `sibling` is the `kind` beside it. */
export function referencedKinds(
  path: Path,
  documentKind: string,
  sibling: string | undefined,
): readonly string[] | undefined {
  const key = path.at(-1);
  if (typeof key !== "string") return undefined;
  if (key === "serviceName") return documentKind === "StatefulSet" ? ["Service"] : undefined;
  if (key === "namespace" && path.at(-2) === "metadata") return ["Namespace"];
  if (key === "name")
    return byOwner(
      path.findLast((step, index) => index < path.length - 1 && typeof step === "string"),
      sibling,
    );
  return byKey.get(key);
}

/** Kinds that run pods. */
export const workloadKinds: readonly string[] = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Job",
  "CronJob",
  "Pod",
  "InferenceService",
  "Rollout",
];

/** Whether objects of a kind belong to no namespace. */
export function isClusterWide(kind: string): boolean {
  return clusterWide.has(kind);
}

function byOwner(owner: string | number | undefined, sibling: string | undefined): readonly string[] | undefined {
  if (owner === "scaleTargetRef" || owner === "targetRef") return sibling === undefined ? workloadKinds : [sibling];
  if (owner === "subjects") return sibling === "ServiceAccount" ? [sibling] : undefined;
  return owners.get(String(owner));
}

const byKey: ReadonlyMap<string, readonly string[]> = new Map([
  ["priorityClassName", ["PriorityClass"]],
  ["serviceAccountName", ["ServiceAccount"]],
  ["claimName", ["PersistentVolumeClaim"]],
  ["secretName", ["Secret"]],
  ["storageClassName", ["StorageClass"]],
]);

/** By the field that holds the `name`. */
const owners: ReadonlyMap<string, readonly string[]> = new Map([
  ["configMap", ["ConfigMap"]],
  ["configMapRef", ["ConfigMap"]],
  ["configMapKeyRef", ["ConfigMap"]],
  ["secret", ["Secret"]],
  ["secretRef", ["Secret"]],
  ["secretKeyRef", ["Secret"]],
  ["imagePullSecrets", ["Secret"]],
  ["service", ["Service"]],
]);

const clusterWide = new Set(["Namespace", "Node", "PersistentVolume", "PriorityClass", "StorageClass"]);

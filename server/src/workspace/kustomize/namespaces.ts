import { type BuiltValue, changedAt } from "./built-value.ts";
import { kindOf, type Resource, withRoot } from "./resource.ts";

/** The resources in a namespace: kinds that stand in none stay as they are, and a Namespace gets its name. */
export function inNamespace(resources: readonly Resource[], value: BuiltValue): readonly Resource[] {
  return resources.map((resource) => {
    const isNamespace = kindOf(resource) === "Namespace";
    if (!isNamespace && clusterKinds.has(kindOf(resource))) return resource;
    const root = changedAt(resource.root, ["metadata", isNamespace ? "name" : "namespace"], () => value, value.origin);
    return root.type === "map" ? withRoot(resource, root) : resource;
  });
}

/** Kinds that stand in no namespace, as far as they occur in manifests. */
const clusterKinds: ReadonlySet<string> = new Set([
  "APIService",
  "CertificateSigningRequest",
  "ClusterIssuer",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterServingRuntime",
  "CSIDriver",
  "CSINode",
  "CustomResourceDefinition",
  "DeviceClass",
  "FlowSchema",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "NodeClass",
  "NodePool",
  "PersistentVolume",
  "PodSecurityPolicy",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ResourcePlan",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
]);

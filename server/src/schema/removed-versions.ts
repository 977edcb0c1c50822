/** An API version that Kubernetes, or KServe, no longer serves. */
export interface RemovedVersion {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** The API version that has the kinds now; undefined where none has. */
  readonly use?: string;
  /** The Kubernetes release that removed it. */
  readonly release?: string;
  /** What else has to change: without it, the new version alone is the correction. */
  readonly note?: string;
}

/** From Kubernetes' deprecated API migration guide. */
export const removedVersions: readonly RemovedVersion[] = [
  ...removals("1.16", "apps/v1", {
    "extensions/v1beta1": ["DaemonSet", "Deployment", "ReplicaSet"],
    "apps/v1beta1": ["Deployment", "StatefulSet"],
    "apps/v1beta2": ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
  }),
  ...removals("1.16", "networking.k8s.io/v1", { "extensions/v1beta1": ["NetworkPolicy"] }),
  ...removals("1.21", "batch/v1", { "batch/v2alpha1": ["CronJob"] }),
  ...removals(
    "1.22",
    "admissionregistration.k8s.io/v1",
    { "admissionregistration.k8s.io/v1beta1": ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"] },
    "whose webhooks need sideEffects and admissionReviewVersions",
  ),
  ...removals(
    "1.22",
    "apiextensions.k8s.io/v1",
    { "apiextensions.k8s.io/v1beta1": ["CustomResourceDefinition"] },
    "whose versions each have a structural schema",
  ),
  ...removals("1.22", "apiregistration.k8s.io/v1", { "apiregistration.k8s.io/v1beta1": ["APIService"] }),
  ...removals(
    "1.22",
    "certificates.k8s.io/v1",
    { "certificates.k8s.io/v1beta1": ["CertificateSigningRequest"] },
    "which needs signerName and usages",
  ),
  ...removals("1.22", "coordination.k8s.io/v1", { "coordination.k8s.io/v1beta1": ["Lease"] }),
  ...removals(
    "1.22",
    "networking.k8s.io/v1",
    { "extensions/v1beta1": ["Ingress"], "networking.k8s.io/v1beta1": ["Ingress"] },
    "whose paths have a pathType and a backend of service.name and service.port",
  ),
  ...removals("1.22", "networking.k8s.io/v1", { "networking.k8s.io/v1beta1": ["IngressClass"] }),
  ...removals("1.22", "rbac.authorization.k8s.io/v1", {
    "rbac.authorization.k8s.io/v1alpha1": ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
    "rbac.authorization.k8s.io/v1beta1": ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
  }),
  ...removals("1.22", "scheduling.k8s.io/v1", { "scheduling.k8s.io/v1beta1": ["PriorityClass"] }),
  ...removals("1.22", "storage.k8s.io/v1", {
    "storage.k8s.io/v1beta1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
  }),
  ...removals("1.25", "batch/v1", { "batch/v1beta1": ["CronJob"] }),
  ...removals(
    "1.25",
    "discovery.k8s.io/v1",
    { "discovery.k8s.io/v1beta1": ["EndpointSlice"] },
    "whose endpoints have nodeName and zone instead of topology",
  ),
  ...removals("1.25", "policy/v1", { "policy/v1beta1": ["PodDisruptionBudget"] }),
  ...removals(
    "1.25",
    undefined,
    { "policy/v1beta1": ["PodSecurityPolicy"] },
    "label the namespaces for Pod Security admission instead",
  ),
  ...removals("1.25", "node.k8s.io/v1", { "node.k8s.io/v1beta1": ["RuntimeClass"] }),
  ...removals(
    "1.25",
    "autoscaling/v2",
    { "autoscaling/v2beta1": ["HorizontalPodAutoscaler"] },
    "whose metrics have a target instead of targetAverageUtilization",
  ),
  ...removals("1.26", "autoscaling/v2", { "autoscaling/v2beta2": ["HorizontalPodAutoscaler"] }),
  ...removals("1.27", "storage.k8s.io/v1", { "storage.k8s.io/v1beta1": ["CSIStorageCapacity"] }),
  ...removals(
    "1.29",
    "flowcontrol.apiserver.k8s.io/v1",
    { "flowcontrol.apiserver.k8s.io/v1beta2": ["FlowSchema", "PriorityLevelConfiguration"] },
    "whose spec.limited has nominalConcurrencyShares instead of assuredConcurrencyShares",
  ),
  ...removals("1.32", "flowcontrol.apiserver.k8s.io/v1", {
    "flowcontrol.apiserver.k8s.io/v1beta3": ["FlowSchema", "PriorityLevelConfiguration"],
  }),
  ...removals(undefined, "scheduling.k8s.io/v1", { "scheduling.k8s.io/v1alpha1": ["PriorityClass"] }),
  ...removals(
    undefined,
    "serving.kserve.io/v1beta1",
    { "serving.kserve.io/v1alpha2": ["InferenceService"] },
    "whose predictor has neither default nor canary",
  ),
];

function removals(
  release: string | undefined,
  use: string | undefined,
  kinds: Readonly<Record<string, readonly string[]>>,
  note?: string,
): readonly RemovedVersion[] {
  return Object.entries(kinds).map(([apiVersion, removed]) => ({
    apiVersion,
    kinds: removed,
    ...(use === undefined ? {} : { use }),
    ...(release === undefined ? {} : { release }),
    ...(note === undefined ? {} : { note }),
  }));
}

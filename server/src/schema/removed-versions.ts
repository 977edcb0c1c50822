/** An API version that Kubernetes, or KServe, no longer serves. */
export interface RemovedVersion {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  readonly use: string;
  /** The Kubernetes release that removed it. */
  readonly release?: string;
  /** What else has to change: without it, the new version alone is the correction. */
  readonly note?: string;
}

/** From Kubernetes' deprecated API migration guide, as far as the bundled kinds go. */
export const removedVersions: readonly RemovedVersion[] = [
  {
    apiVersion: "extensions/v1beta1",
    kinds: ["DaemonSet", "Deployment", "ReplicaSet"],
    use: "apps/v1",
    release: "1.16",
  },
  { apiVersion: "apps/v1beta1", kinds: ["Deployment", "StatefulSet"], use: "apps/v1", release: "1.16" },
  {
    apiVersion: "apps/v1beta2",
    kinds: ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
    use: "apps/v1",
    release: "1.16",
  },
  { apiVersion: "batch/v2alpha1", kinds: ["CronJob"], use: "batch/v1", release: "1.21" },
  { apiVersion: "batch/v1beta1", kinds: ["CronJob"], use: "batch/v1", release: "1.25" },
  { apiVersion: "policy/v1beta1", kinds: ["PodDisruptionBudget"], use: "policy/v1", release: "1.25" },
  {
    apiVersion: "autoscaling/v2beta1",
    kinds: ["HorizontalPodAutoscaler"],
    use: "autoscaling/v2",
    release: "1.25",
    note: "whose metrics have a target instead of targetAverageUtilization",
  },
  { apiVersion: "autoscaling/v2beta2", kinds: ["HorizontalPodAutoscaler"], use: "autoscaling/v2", release: "1.26" },
  {
    apiVersion: "scheduling.k8s.io/v1alpha1",
    kinds: ["PriorityClass"],
    use: "scheduling.k8s.io/v1",
  },
  { apiVersion: "scheduling.k8s.io/v1beta1", kinds: ["PriorityClass"], use: "scheduling.k8s.io/v1", release: "1.22" },
  {
    apiVersion: "serving.kserve.io/v1alpha2",
    kinds: ["InferenceService"],
    use: "serving.kserve.io/v1beta1",
    note: "whose predictor has neither default nor canary",
  },
];

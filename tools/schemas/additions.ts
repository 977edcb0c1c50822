import type { JsonSchema } from "./json-schema.ts";

/**
 * What the API documents in words and neither package declares. Fields are named `Type.field`, by the type's name in
 * `kubernetes-models`. Every entry restates the field's own description (`kubectl explain`) or, where that is silent,
 * the API server's validation in `k8s.io/kubernetes/pkg/apis`.
 */
export interface Addition {
  readonly fields: readonly string[];
  readonly keywords?: {
    /** A definition that says more than the type. */
    readonly $ref?: string;
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly maximum?: number;
    readonly minItems?: number;
  };
  readonly required?: true;
  readonly source: "description" | "validation";
}

export const additions: readonly Addition[] = [
  {
    fields: ["LabelSelectorRequirement.operator"],
    keywords: { enum: ["In", "NotIn", "Exists", "DoesNotExist"] },
    source: "description",
  },
  {
    fields: ["Container.restartPolicy", "EphemeralContainer.restartPolicy"],
    keywords: { enum: ["Always", "OnFailure", "Never"] },
    source: "description",
  },
  { fields: ["ContainerResizePolicy.resourceName"], keywords: { enum: ["cpu", "memory"] }, source: "description" },
  {
    fields: ["ContainerResizePolicy.restartPolicy"],
    keywords: { enum: ["NotRequired", "RestartContainer"] },
    source: "validation",
  },
  {
    fields: ["VolumeMount.recursiveReadOnly"],
    keywords: { enum: ["Disabled", "IfPossible", "Enabled"] },
    source: "description",
  },
  { fields: ["PodOS.name"], keywords: { enum: ["linux", "windows"] }, source: "description" },
  {
    fields: ["PodSecurityContext.seLinuxChangePolicy"],
    keywords: { enum: ["MountOption", "Recursive"] },
    source: "description",
  },
  {
    fields: [
      "StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted",
      "StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled",
    ],
    keywords: { enum: ["Retain", "Delete"] },
    source: "description",
  },
  {
    fields: ["MetricSpec.type"],
    keywords: { enum: ["ContainerResource", "External", "Object", "Pods", "Resource"] },
    source: "description",
  },
  {
    fields: ["MetricTarget.type"],
    keywords: { enum: ["Utilization", "Value", "AverageValue"] },
    source: "description",
  },
  { fields: ["HPAScalingPolicy.type"], keywords: { enum: ["Pods", "Percent"] }, source: "validation" },
  { fields: ["HPAScalingRules.selectPolicy"], keywords: { enum: ["Max", "Min", "Disabled"] }, source: "validation" },

  {
    fields: [
      "DeploymentSpec.replicas",
      "ReplicaSetSpec.replicas",
      "StatefulSetSpec.replicas",
      "ReplicationControllerSpec.replicas",
      "DeploymentSpec.minReadySeconds",
      "ReplicaSetSpec.minReadySeconds",
      "StatefulSetSpec.minReadySeconds",
      "ReplicationControllerSpec.minReadySeconds",
      "DaemonSetSpec.minReadySeconds",
      "DeploymentSpec.revisionHistoryLimit",
      "DaemonSetSpec.revisionHistoryLimit",
      "StatefulSetOrdinals.start",
      "JobSpec.parallelism",
      "JobSpec.completions",
      "JobSpec.backoffLimit",
      "JobSpec.ttlSecondsAfterFinished",
      "CronJobSpec.successfulJobsHistoryLimit",
      "CronJobSpec.failedJobsHistoryLimit",
      "HorizontalPodAutoscalerSpec.minReplicas",
      "Probe.initialDelaySeconds",
      "Probe.timeoutSeconds",
      "Probe.periodSeconds",
      "Probe.successThreshold",
      "Probe.failureThreshold",
    ],
    keywords: { minimum: 0 },
    source: "validation",
  },
  {
    fields: [
      "HorizontalPodAutoscalerSpec.maxReplicas",
      "HorizontalPodAutoscalerSpec.targetCPUUtilizationPercentage",
      "MetricTarget.averageUtilization",
      "HPAScalingPolicy.value",
      "TopologySpreadConstraint.maxSkew",
      "TopologySpreadConstraint.minDomains",
      "PodSpec.activeDeadlineSeconds",
    ],
    keywords: { minimum: 1 },
    source: "validation",
  },
  {
    fields: ["ContainerPort.containerPort", "GRPCAction.port"],
    keywords: { minimum: 1, maximum: 65_535 },
    source: "description",
  },
  { fields: ["ContainerPort.hostPort"], keywords: { minimum: 0, maximum: 65_535 }, source: "validation" },
  {
    fields: ["PreferredSchedulingTerm.weight", "WeightedPodAffinityTerm.weight"],
    keywords: { minimum: 1, maximum: 100 },
    source: "description",
  },
  {
    fields: ["HPAScalingRules.stabilizationWindowSeconds"],
    keywords: { minimum: 0, maximum: 3600 },
    source: "description",
  },
  { fields: ["HPAScalingPolicy.periodSeconds"], keywords: { minimum: 1, maximum: 1800 }, source: "description" },
  { fields: ["ServiceAccountTokenProjection.expirationSeconds"], keywords: { minimum: 600 }, source: "description" },
  {
    fields: [
      "RollingUpdateDeployment.maxSurge",
      "RollingUpdateDeployment.maxUnavailable",
      "RollingUpdateDaemonSet.maxSurge",
      "RollingUpdateDaemonSet.maxUnavailable",
      "RollingUpdateStatefulSetStrategy.maxUnavailable",
      "PodDisruptionBudgetSpec.minAvailable",
      "PodDisruptionBudgetSpec.maxUnavailable",
    ],
    keywords: { $ref: "#/$defs/CountOrShare" },
    source: "validation",
  },
  { fields: ["PodSpec.containers"], keywords: { minItems: 1 }, source: "description" },

  {
    fields: [
      "DaemonSet.spec",
      "Deployment.spec",
      "ReplicaSet.spec",
      "StatefulSet.spec",
      "Job.spec",
      "Pod.spec",
      "LimitRange.spec",
      "PodTemplateSpec.spec",
    ],
    required: true,
    source: "validation",
  },
];

/** A number of pods or a share of them, which the types call a number or any string. */
export const countOrShare: JsonSchema = {
  title: "whole number of pods or a share such as 25%",
  type: ["integer", "string"],
  minimum: 0,
  pattern: "^[0-9]+%$",
};

/** Types that are more than their JSON form: what a person is told to write there, and what it means. */
export const namedTypes: Readonly<Record<string, { readonly title: string; readonly description: string }>> = {
  Quantity: {
    title: "quantity such as 500m or 2Gi",
    description:
      "A number with an optional unit: 500m is half a core, 2Gi is 2 × 1024³ bytes, 2G is 2 × 1000³ bytes. A bare number counts cores, bytes or devices.",
  },
  IntOrString: {
    title: "whole number or string",
    description: "A whole number, or a string: a percentage such as 25%, or the name of a port.",
  },
  Time: { title: "time such as 2026-01-31T08:00:00Z", description: "A point in time, in the form of RFC 3339." },
};

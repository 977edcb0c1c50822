import type { ManifestDocument } from "../document/document.ts";
import type { Path, Span } from "../document/span.ts";

/** A resource by its Kubernetes name: `cpu`, `memory`, `ephemeral-storage`, `pods`, `nvidia.com/gpu`, … */
export type ResourceName = string;

/** Amounts by resource in base units: cores, bytes, devices. */
export type Amounts = Readonly<Record<ResourceName, number>>;

/** An object that runs pods, read from one document with the API's defaults applied. */
export interface Workload {
  /** `Kind/namespace/name`. */
  readonly id: string;
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  readonly document: ManifestDocument;
  /** Where a finding about the workload as a whole stands: its `metadata.name`. */
  readonly nameSpan: Span;
  readonly replicas: ReplicaSetting;
  /** Main containers, then init containers and sidecars in the order in which they start. */
  readonly containers: readonly Container[];
  /** Requests and limits of the pod as a whole (`spec.resources` of the pod), where they are written. */
  readonly podResources?: { readonly requests: ResourceSettings; readonly limits: ResourceSettings };
  readonly overhead: Amounts;
  readonly qosClass: QosClass;
  readonly constraints: PlacementConstraints;
  readonly priorityClassName?: string;
  /** `spec.priority`, the PriorityClass's value, or 0. */
  readonly priority: number;
  /** Labels of the pod template: what selectors match. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Where the map with the pods' `metadata` and `spec` stands, where the kind alone does not say it. */
  readonly template?: Path;
  /** One pod on each matching node: a DaemonSet. */
  readonly perNode: boolean;
  /** Ends by itself: Job, CronJob. */
  readonly runsToCompletion: boolean;
  /** Pods by the node that they run on, where it was read from a cluster's pods; those that wait for one are on none. */
  readonly running?: Readonly<Record<string, number>>;
}

export type WorkloadKind =
  | "Deployment"
  | "StatefulSet"
  | "DaemonSet"
  | "ReplicaSet"
  | "ReplicationController"
  | "Job"
  | "CronJob"
  | "Pod"
  | "Rollout"
  | OperatedKind;

/** Kinds whose operators add to the pods what is not written: labels, probes, containers. `Service` is Knative's. */
export type OperatedKind = "InferenceService" | "Service" | "RayCluster" | "RayService" | "RayJob";

export type QosClass = "Guaranteed" | "Burstable" | "BestEffort";

/** How many pods run at once, and where that is written. */
export interface ReplicaSetting {
  /**
   * As written, or the API's default; for a Job or CronJob the pods in parallel; for an InferenceService or a Knative
   * Service its smallest scale, but at least 1; for a group of Ray's the pods of all its replicas; under an autoscaler, where nothing is written, its minimum.
   */
  readonly value: number;
  /** Undefined where the number is not written. */
  readonly span?: Span;
  /** Where it stands or would be inserted; undefined where the kind has no such field (Pod, DaemonSet). */
  readonly path?: Path;
  /** The kind's own bounds (`minReplicas`, `maxReplicas`), where it scales by itself; `max` may be Infinity. */
  readonly bounds?: { readonly min: number; readonly max: number };
}

export interface Container {
  readonly name: string;
  /** `sidecar` is a native one: an init container with `restartPolicy: Always`. */
  readonly type: "main" | "init" | "sidecar";
  readonly nameSpan: Span;
  /** Path of the container's map, from the document's root. */
  readonly path: Path;
  readonly image?: string;
  readonly requests: ResourceSettings;
  readonly limits: ResourceSettings;
  /** What the LimitRanges of its namespace fill in where nothing is written, in base units. */
  readonly defaults?: { readonly requests: Amounts; readonly limits: Amounts };
}

/** Written requests or limits by resource name. */
export type ResourceSettings = Readonly<Record<ResourceName, ResourceSetting>>;

export interface ResourceSetting {
  /** In base units; undefined where the text is no quantity. */
  readonly value: number | undefined;
  /** As written, without quotes. */
  readonly source: string;
  readonly span: Span;
  /** Path of the scalar, from the document's root. */
  readonly path: Path;
  /** True where the scalar is reached through an alias or merge key: an edit changes every place that uses it. */
  readonly shared: boolean;
}

/** What of the scheduler's filters is decided by node labels and taints. */
export interface PlacementConstraints {
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** `requiredDuringScheduling…nodeSelectorTerms`: one term must hold (or); in a term every requirement (and). Undefined: no such affinity. */
  readonly requiredTerms?: readonly (readonly NodeRequirement[])[];
  readonly tolerations: readonly Toleration[];
}

export interface NodeRequirement {
  /** A label's key, or `metadata.name` for the node's own name. */
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt";
  readonly values: readonly string[];
}

export interface Toleration {
  /** Empty with `Exists`: tolerates every key. */
  readonly key: string;
  readonly operator: "Exists" | "Equal";
  readonly value: string;
  /** Empty: every effect. */
  readonly effect: string;
}

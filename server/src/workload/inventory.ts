import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { Path, Span } from "../document/span.ts";
import type { ResourcePlan } from "./resource-plan.ts";
import type { LabelSelector } from "./selector.ts";
import type { Supply } from "./supply.ts";
import type { Amounts, ResourceName, ResourceSetting, ResourceSettings, Workload } from "./workload.ts";

/** Everything that a set of documents means, related: the one input of rules and planning. */
export interface Inventory {
  /** All of them, in the files' order. */
  readonly documents: readonly ManifestDocument[];
  /** Those that are planned: each id once, and nothing that another of them runs. */
  readonly workloads: readonly Workload[];
  /** Workloads that are checked but not planned: an earlier document has their id, or they have no name yet. */
  readonly unplanned: readonly Workload[];
  readonly autoscalers: readonly Autoscaler[];
  readonly budgets: readonly DisruptionBudget[];
  readonly quotas: readonly Quota[];
  readonly limitRanges: readonly LimitRange[];
  readonly claims: readonly Claim[];
  readonly services: readonly Service[];
  readonly verticalAutoscalers: readonly VerticalAutoscaler[];
  readonly scaledObjects: readonly ScaledObject[];
  /** Names of the PriorityClass objects among the documents. */
  readonly priorityClasses: readonly string[];
  readonly supply: Supply;
  /** The ResourcePlan that governs, with defaults filled in; `resourcePlan.document` is undefined where there is none. */
  readonly resourcePlan: ResourcePlan;
  /** What could not be understood: a second ResourcePlan, a bad duration, two workloads with one id, … */
  readonly findings: readonly Finding[];
}

/** A HorizontalPodAutoscaler. */
export interface Autoscaler {
  readonly document: ManifestDocument;
  readonly name: string;
  readonly namespace: string;
  readonly nameSpan: Span;
  /** `Kind/namespace/name` of `scaleTargetRef`. */
  readonly target: string;
  readonly targetSpan: Span;
  /** API default 1. */
  readonly minReplicas: Located<number>;
  readonly maxReplicas: Located<number>;
  readonly metrics: readonly AutoscalerMetric[];
  /** Whether a `Pods`, `Object` or `External` metric is written too. */
  readonly hasOtherMetrics: boolean;
}

/** A `Resource` or `ContainerResource` metric; others do not depend on requests and are left out. */
export interface AutoscalerMetric {
  readonly resource: ResourceName;
  /** Set for `ContainerResource`. */
  readonly container?: string;
  /** `utilization`: per cent of the request. `averageValue`: base units per pod. */
  readonly targetType: "utilization" | "averageValue";
  readonly target: Located<number>;
}

/** A number with its place; `span` is undefined where the number is the API's default. */
export interface Located<T> {
  readonly value: T;
  readonly span?: Span;
  readonly path: Path;
}

export interface DisruptionBudget {
  readonly document: ManifestDocument;
  readonly name: string;
  readonly namespace: string;
  /** Undefined where none is written: the budget covers nothing then. */
  readonly selector: LabelSelector | undefined;
  readonly minAvailable?: Located<number | string>;
  readonly maxUnavailable?: Located<number | string>;
}

export interface Quota {
  readonly document: ManifestDocument;
  readonly name: string;
  readonly namespace: string;
  /** Keys as written (`requests.cpu`, `limits.memory`, `pods`, …), in base units. */
  readonly hard: ResourceSettings;
  /** It counts only pods for which all of these hold. */
  readonly scopes: readonly QuotaScope[];
}

/** What pods a quota counts, as `scopes` and `scopeSelector` say it. */
export interface QuotaScope {
  /** `BestEffort`, `NotTerminating`, `PriorityClass`, …; as written. */
  readonly name: string;
  /** `Exists` where `scopes` names it. */
  readonly operator: string;
  readonly values: readonly string[];
}

export interface LimitRange {
  readonly document: ManifestDocument;
  readonly name: string;
  readonly namespace: string;
  readonly items: readonly LimitRangeItem[];
}

/** What holds for one type of thing (`Container`, `Pod`, `PersistentVolumeClaim`), with what the API fills in. */
export interface LimitRangeItem {
  readonly type: string;
  readonly span: Span;
  readonly min: Amounts;
  readonly max: Amounts;
  readonly default: Amounts;
  readonly defaultRequest: Amounts;
  /** How many times the request the limit may be. */
  readonly maxLimitRequestRatio: Amounts;
}

/** A PersistentVolumeClaim, or one that a StatefulSet makes for each of its replicas. */
export interface Claim {
  readonly document: ManifestDocument;
  readonly name: string;
  readonly namespace: string;
  readonly nameSpan: Span;
  /** How many there are of it. */
  readonly copies: number;
  /** What it requests, in bytes; undefined where nothing is written. */
  readonly storage: ResourceSetting | undefined;
  /** Undefined: that of the cluster. */
  readonly storageClass?: string;
}

/** A Service with a selector. */
export interface Service {
  readonly document: ManifestDocument;
  readonly name: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly selectorSpan: Span;
}

/** A VerticalPodAutoscaler. */
export interface VerticalAutoscaler {
  readonly document: ManifestDocument;
  readonly name: string;
  readonly namespace: string;
  /** `Kind/namespace/name` of `targetRef`. */
  readonly target: string;
  readonly targetSpan: Span;
  /** Whether it changes pods, and does not only recommend. */
  readonly updates: boolean;
  /** The resources that it sets. */
  readonly resources: readonly ResourceName[];
}

/** A KEDA ScaledObject. */
export interface ScaledObject {
  readonly document: ManifestDocument;
  readonly name: string;
  readonly namespace: string;
  /** `Kind/namespace/name` of `scaleTargetRef`. */
  readonly target: string;
  readonly targetSpan: Span;
  readonly min: number;
  readonly max: number;
}

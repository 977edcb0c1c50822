import type { Amounts, ResourceName } from "../workload/workload.ts";

/** The sized values of one workload, per container, with what each rests on. */
export interface WorkloadSizing {
  /** `Kind/namespace/name`. */
  readonly workload: string;
  readonly replicas: ReplicaSizing;
  readonly containers: readonly ContainerSizing[];
  /** What one pod takes from a node by the recommended values (Kubernetes' rule with init containers, sidecars, overhead). */
  readonly podRequests: Amounts;
  /** The same by today's values. */
  readonly currentPodRequests: Amounts;
}

export interface ReplicaSizing {
  readonly current: number;
  /** What is packed: equal to `current` where nothing speaks for another number. */
  readonly recommended: number;
  /** Undefined where `recommended` equals `current` by default. */
  readonly reason?: string;
  /** Whether the manifest's own number should be rewritten (not under an autoscaler, which owns it). */
  readonly write: boolean;
  /** Replicas needed at the upper bound where that is above the autoscaler's or service's maximum. */
  readonly needed?: number;
}

export interface ContainerSizing {
  readonly name: string;
  readonly resources: Readonly<Record<ResourceName, ResourceSizing>>;
}

export interface ResourceSizing {
  readonly request: SizedValue;
  readonly limit: SizedValue;
  /** The bare upper quantile per replica, before margin, floor and rounding; undefined without enough history. */
  readonly demand: number | undefined;
  /** Highest use seen per replica; undefined without history. */
  readonly peak: number | undefined;
  /** Why this value, in sentences for people; also why there is none. */
  readonly reason: string;
  /** 0–1. */
  readonly confidence: number;
  /** The forecast's model, undefined where no forecast was possible. */
  readonly model: string | undefined;
  /** Id of the series it rests on. */
  readonly series: string | undefined;
  /** The autoscaler's utilization target (per cent) restated so that the scaling point stays where it was. */
  readonly autoscalerTarget?: { readonly autoscaler: string; readonly current: number; readonly recommended: number };
}

/** Amounts in base units. */
export interface SizedValue {
  /** In force today: as written, or for a request as its limit implies; null where there is none. */
  readonly current: number | null;
  /** The value that is packed: equal to `current` below `minimumChange`, null where there is none. */
  readonly recommended: number | null;
  /** As it would be written: `120m`, `1280Mi`; undefined where `recommended` is null or equals `current`. */
  readonly text?: string;
}

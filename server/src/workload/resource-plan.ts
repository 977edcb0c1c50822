import type { ManifestDocument } from "../document/document.ts";
import type { Span } from "../document/span.ts";

/** A ResourcePlan's settings with every default filled in (design: `resource-planner.dev/v1`). */
export interface ResourcePlan {
  /** Undefined where the workspace has no ResourcePlan and the defaults govern. */
  readonly document?: ManifestDocument;
  readonly name: string;
  /** Globs relative to the ResourcePlan's file; `**` + `/*.{yaml,yml}` by default. */
  readonly manifests: readonly string[];
  readonly history: readonly HistorySource[];
  readonly forecast: ForecastPolicy;
  readonly sizing: SizingPolicy;
  readonly allocation: AllocationPolicy;
  readonly exceptions: readonly WorkloadException[];
}

export interface HistorySource {
  /** `file`: of whatever format, which its content shows. */
  readonly type: "csv" | "prometheusResponse" | "openMetrics" | "file" | "prometheus";
  /** Glob relative to the ResourcePlan's file, or the server's URL for `prometheus`. */
  readonly location: string;
  /** Of times in files that name no zone; UTC where absent. */
  readonly timeZone?: string;
  /** What a server is asked, where it is not the default. */
  readonly server?: ServerQuestions;
  readonly span?: Span;
}

/** What a Prometheus server is asked for; defaults hold for what is absent. */
export interface ServerQuestions {
  readonly lookbackSeconds?: number;
  readonly stepSeconds?: number;
  /** Matchers that every default query gets: `cluster="prod"`. */
  readonly matchers?: string;
  /** PromQL by resource, `cpu_max` for maxima; an empty text asks nothing. */
  readonly queries?: Readonly<Record<string, string>>;
}

export interface ForecastPolicy {
  /** Seconds. Default 7 days. */
  readonly horizonSeconds: number;
  /** `auto` or a model's name. */
  readonly model: string;
}

export interface SizingPolicy {
  readonly cpu: ResourcePolicy;
  readonly memory: ResourcePolicy;
  /** α in (0, 1]: how far one step moves from today's value to the target. */
  readonly adjustment: number;
  /** Share of today's value below which a change is not worth a restart. */
  readonly minimumChange: number;
  readonly minimumHistorySeconds: number;
  /** Share in (0, 1]: for replicas behind an autoscaler or a load balancer. */
  readonly targetUtilization: number;
}

export interface ResourcePolicy {
  readonly quantile: number;
  /** Share added above the quantile: 0.1 for 10 %. */
  readonly margin: number;
  readonly limit: "none" | "keepRatio" | "equal";
  /** Base units; no request below it. */
  readonly floor: number;
}

export interface AllocationPolicy {
  readonly method: AllocationMethod;
  readonly objective: "cost" | "nodes" | "servedDemand";
  readonly timeLimitSeconds: number;
}

export type AllocationMethod = "auto" | "greedy" | "dynamicProgramming" | "linearProgramming";

/** An exception for one workload, by reference. */
export interface WorkloadException {
  /** `Kind/namespace/name`. */
  readonly ref: string;
  readonly span?: Span;
  readonly priority?: number;
  readonly serving?: ServingPolicy;
  /** The workload's own sizing: the plan's with the exception's fields over it. */
  readonly sizing?: SizingPolicy;
}

export interface ServingPolicy {
  readonly requestsPerSecondPerReplica?: number;
  readonly latencyTargetSeconds?: number;
}

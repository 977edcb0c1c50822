import type { Finding } from "../document/finding.ts";
import type { Baselines } from "./baseline.ts";

/** Measured usage of one resource of one workload (or container) on a regular grid. Totals over the workload's replicas. */
export interface Series {
  /** Stable within one history: `namespace/workload/container/resource`, empty parts where unknown. */
  readonly id: string;
  /** Undefined: any namespace. */
  readonly namespace?: string;
  readonly workload: string;
  /** Undefined: the pod as a whole. */
  readonly container?: string;
  /** A Kubernetes resource name, `requests` for requests per second, or `replicas` for the pods that ran. */
  readonly resource: string;
  /** `cores`, `bytes`, `devices`, `requests/s`, `replicas`. */
  readonly unit: string;
  /** Epoch milliseconds of the first slot. */
  readonly start: number;
  readonly stepSeconds: number;
  /** Mean of each step; NaN is a gap that was too long to bridge. The last value is never NaN. */
  readonly mean: Float64Array;
  /** Maximum of each step, never below its mean; equal to `mean` where no finer samples or maxima were given. */
  readonly max: Float64Array;
  /** How many pods were measured at a time (the median over the steps), where rows name their pods or a history of `replicas` says it. */
  readonly pods?: number;
  /** Which slots were interpolated across short gaps: their indexes, ascending. */
  readonly interpolated: readonly number[];
  /** Usable samples read (before the grid). */
  readonly samples: number;
  /** Files it was read from. */
  readonly files: readonly string[];
}

/** What a set of history files holds. */
export interface History {
  readonly series: readonly Series[];
  /** Per file: rows used and rows that could not be, by reason, with the line of the first few. */
  readonly files: readonly HistoryFileReport[];
  /** `plan/dirty-history`, `plan/unreadable-history`, …; `file` is the history file, the span the first bad row. */
  readonly findings: readonly Finding[];
  /** Sources that the ResourcePlan names and that gave no file. */
  readonly unread?: readonly UnreadSource[];
  /** What VerticalPodAutoscalers know of containers: facts to compare with, and distributions to start from. */
  readonly baselines?: Baselines;
}

/** A source of history that could not be read, and why, in words that follow a colon. */
export interface UnreadSource {
  /** As the ResourcePlan names it. */
  readonly location: string;
  readonly reason: string;
  /** A server of which earlier answers are used: until when, and how old that is. */
  readonly until?: string;
}

export interface HistoryFileReport {
  readonly file: string;
  readonly rows: number;
  readonly used: number;
  readonly problems: readonly HistoryProblem[];
}

export interface HistoryProblem {
  readonly reason:
    | "not-a-number"
    | "negative"
    | "unordered"
    | "duplicate"
    | "bad-time"
    /** More than two years from the others: a broken clock. */
    | "stray-time"
    | "wrong-unit"
    | "wrong-columns"
    | "counter-reset"
    | "gap";
  readonly count: number;
  /** Lines (from 1) of the first few, where the format has lines. */
  readonly lines: readonly number[];
}

import type { RequestAndLimit } from "./replica-use.ts";

/** What ways to size would have cost and risked on the days that were: plain data that survives `structuredClone`. */
export interface Backtest {
  /** Epoch milliseconds: the days that were replayed, from the first's start to the last's end. */
  readonly start: number;
  readonly end: number;
  readonly days: number;
  /** Each container's resource by workload. */
  readonly workloads: readonly BacktestedWorkload[];
  /** All workloads together, in the order of the recommenders. */
  readonly total: readonly BacktestRow[];
  /** Workloads that could not be replayed, and why, in a sentence. */
  readonly unreplayed: readonly { readonly workload: string; readonly reason: string }[];
}

export interface BacktestedWorkload {
  /** `Kind/namespace/name`, after its environment where it is in one; a series' name where there is no manifest. */
  readonly id: string;
  readonly rows: readonly BacktestRow[];
  readonly cases: readonly BacktestedCase[];
}

/** One resource of one container, day by day. */
export interface BacktestedCase {
  readonly container: string | undefined;
  readonly resource: "cpu" | "memory";
  /** What one replica used, for charts: from the first day's start on. */
  readonly use: {
    readonly start: number;
    readonly stepSeconds: number;
    readonly mean: Float64Array;
    readonly max: Float64Array;
  };
  readonly tracks: readonly { readonly recommender: string; readonly days: readonly BacktestDay[] }[];
}

/** What was in force on one day, and what came of it. */
export interface BacktestDay extends RequestAndLimit {
  /** Epoch milliseconds of its start: nothing later was known to the advice. */
  readonly origin: number;
  readonly outcome: DayOutcome;
  readonly changed: boolean;
}

/** Over the replicas, in core-hours or byte-hours; zeros where nothing was requested or measured. */
export interface DayOutcome {
  readonly requested: number;
  /** Requested and not used. */
  readonly slack: number;
  /** Seconds that were measured with a request in force, and of these those of use above it. */
  readonly seconds: number;
  readonly secondsAbove: number;
  /** Epoch milliseconds of the first use above what memory may take; undefined where there was none. */
  readonly killed: number | undefined;
}

/** One way to size: what it would have cost and risked. */
export interface BacktestRow {
  /** `ours`, `today`, or a recommender's id. */
  readonly recommender: string;
  readonly name: string;
  /** Undefined where no request was in force on any day. */
  readonly cpu: BacktestFigures | undefined;
  readonly memory: BacktestFigures | undefined;
  /** Prices of what was requested and of its unused part, by the pools; undefined without prices. */
  readonly cost: number | undefined;
  readonly slackCost: number | undefined;
  /** Of a container's resource: how often a day its values change. */
  readonly changesPerDay: number;
}

export interface BacktestFigures {
  /** Core-hours or GiB-hours. */
  readonly requested: number;
  readonly slack: number;
  /** Slack ÷ requested. */
  readonly slackShare: number;
  /** Share of time with use above the request. */
  readonly timeAbove: number;
  /** Days of a container on which memory rose above its limit, of how many. */
  readonly oomDays: number;
  readonly days: number;
}

/** Why there is no backtest. */
export type NoBacktest = { readonly refused: string } | { readonly stopped: true };

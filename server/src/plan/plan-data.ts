import type { Allocation } from "../allocation/allocation.ts";
import type { LinearSolver } from "../allocation/linear-program.ts";
import type { BacktestRow } from "../backtest/backtest-data.ts";
import type { Finding } from "../document/finding.ts";
import type { Forecast } from "../forecast/forecast.ts";
import type { History, HistoryFileReport, Series, UnreadSource } from "../history/series.ts";
import type { WorkloadSizing } from "../sizing/recommendation.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { AllocationMethod } from "../workload/resource-plan.ts";
import type { NodePool, Supply } from "../workload/supply.ts";
import type { Amounts } from "../workload/workload.ts";
import type { MethodResult } from "./method-comparison.ts";

/** What a plan is made from. */
export interface PlanRequest {
  readonly inventory: Inventory;
  readonly history: History;
  readonly options: PlanOptions;
  readonly host: PlanHost;
}

export interface PlanOptions {
  /** Overrides the ResourcePlan's; `all` compares every method and takes the best answer. */
  readonly method?: AllocationMethod | "all";
  readonly timeLimitSeconds?: number;
  readonly seed: number;
  /** Epoch milliseconds: only samples at or before it count. */
  readonly at?: number;
}

/** What needs time or memory between calls comes in from the host. */
export interface PlanHost {
  readonly stop: () => boolean;
  readonly elapsed: () => number;
  /** For linear programs of fleets, where the host has loaded one. */
  readonly largeSolver?: LinearSolver;
  /** Told what is being done and how far it is (0–1). */
  readonly progress: (share: number, message: string) => void;
  /** Forecasts already made, by a key that the engine builds from the series and policy; may be empty, is filled. */
  readonly forecasts: Map<string, Forecast>;
}

/** The whole answer: plain data that survives `structuredClone`. */
export interface Plan {
  readonly workloads: readonly PlannedWorkload[];
  readonly pools: readonly PlannedPool[];
  readonly supplySource: Supply["source"];
  readonly allocation: Allocation;
  /** What each method gave, where all were compared. */
  readonly methods?: readonly MethodResult[];
  readonly totals: PlanTotals;
  /** By series id: what hovers and the report draw. */
  readonly charts: Readonly<Record<string, ChartData>>;
  /** Findings of the plan against the documents it was made from, and of the history. */
  readonly findings: readonly Finding[];
  /** Defaults in force because no ResourcePlan says otherwise, and what one more file would give; sentences. */
  readonly notes: readonly string[];
  /** Of each history file, what could be used and what could not. */
  readonly historyFiles: readonly HistoryFileReport[];
  /** Sources of history that the ResourcePlan names and that gave no file. */
  readonly unreadHistory?: readonly UnreadSource[];
  /** Epoch milliseconds of the newest sample: the plan's "now"; undefined without history. */
  readonly now: number | undefined;
  readonly adjustment: number;
  readonly minimumChange: number;
  /** What the advice, today's values and known recommenders would have cost and risked; undefined until it has been replayed. */
  readonly backtest?: PlanBacktest;
  /**
   * The plans of a workspace that is built for several environments; what is in none of them is under an undefined name.
   * The plan around them adds them up.
   */
  readonly environments?: readonly EnvironmentPlan[];
}

/** One environment by itself, on nodes of its own. */
export interface EnvironmentPlan {
  readonly name: string | undefined;
  readonly plan: Plan;
}

/** The replay of the last days, without the days themselves. */
export interface PlanBacktest {
  readonly days: number;
  /** All workloads together, a row for each way to size. */
  readonly total: readonly BacktestRow[];
  /** By workload's id. */
  readonly workloads: Readonly<Record<string, readonly BacktestRow[]>>;
}

export interface PlannedWorkload {
  /** In a plan of several environments, the one that it runs in. */
  readonly environment?: string;
  readonly sizing: WorkloadSizing;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly file: string;
  /** Offset of `metadata.name`: where a click leads. */
  readonly offset: number;
  readonly containerTypes: Readonly<Record<string, "main" | "init" | "sidecar">>;
  /** Offsets of the containers' names. */
  readonly containerOffsets: Readonly<Record<string, number>>;
  /** Id of the series of requests per second that it serves; undefined where there is none. */
  readonly loadSeries: string | undefined;
  readonly placed: number;
  readonly unplaced: number;
}

export interface PlannedPool {
  readonly pool: NodePool;
  readonly nodes: number;
  /** Per node. */
  readonly allocatable: Amounts;
  /** Over the planned nodes. */
  readonly allocated: Amounts;
  /** 0–1 over the planned nodes. */
  readonly utilization: Amounts;
  readonly costPerHour: number | null;
}

export interface PlanTotals {
  /** R: what the workloads will need. */
  readonly demand: Amounts;
  /** C: what the planned nodes offer. */
  readonly capacity: Amounts;
  readonly allocated: Amounts;
  readonly utilization: Amounts;
  /** What could not be given. */
  readonly unmet: Amounts;
  readonly costPerHour: { readonly current: number | null; readonly planned: number | null };
  readonly nodes: { readonly current: number; readonly planned: number };
  /** Requests per second that the planned replicas serve of those that are forecast, where `serving` says what a replica can take. */
  readonly throughput?: { readonly demand: number; readonly capacity: number; readonly served: number };
}

export interface ChartData {
  readonly series: Pick<Series, "id" | "resource" | "unit" | "start" | "stepSeconds" | "mean" | "max">;
  readonly forecast: Forecast;
}

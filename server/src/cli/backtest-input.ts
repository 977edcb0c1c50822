import { backtest } from "../backtest/backtest.ts";
import type { Backtest, NoBacktest } from "../backtest/backtest-data.ts";
import type { Recommender } from "../backtest/recommenders/recommender.ts";
import { seriesSubjects } from "../backtest/series-subjects.ts";
import { plannedInventory } from "../node/plan-workspace.ts";
import { backtestPlan } from "../plan/plan-backtest.ts";
import { createForecaster } from "../plan/plan-forecasts.ts";
import { defaultResourcePlan } from "../workload/defaults.ts";
import type { ResourcePlan } from "../workload/resource-plan.ts";
import { createSnapshot } from "../workspace/snapshot.ts";
import { askedPlan } from "./governing-plan.ts";
import { readHistoryFiles } from "./history-input.ts";
import { inputProblems } from "./input-problems.ts";
import { type Io, say } from "./io.ts";
import { loadManifests } from "./manifests.ts";
import { manifestHistory } from "./planning.ts";
import { type Progress, progressFor } from "./progress.ts";

/** What is replayed, and how. */
export interface Replay {
  readonly at: number | undefined;
  readonly days: number;
  readonly recommenders: readonly Recommender[];
  /** The ResourcePlan's file, where it is named. */
  readonly plan: string | undefined;
}

/** A replay, or why there is none. */
export interface Replayed {
  readonly result: Backtest | Extract<NoBacktest, { readonly refused: string }>;
  /** False where something that was named could not be read, which has been said then. */
  readonly complete: boolean;
}

/** Replays the workloads of manifests, with the history that their ResourcePlan names or that is found around them. */
export async function backtestManifests(io: Io, paths: readonly string[], replay: Replay): Promise<Replayed> {
  const manifests = await loadManifests(io, paths, replay.plan);
  for (const message of inputProblems(manifests)) say(io, message);
  const { snapshot, named, planned, folder, complete } = manifests;
  const inventory = plannedInventory(snapshot, { added: planned, only: named });
  const progress = progressFor(io);
  const reading = {
    cache: new Map(),
    at: replay.at,
    progress: (share: number, message: string) => progress.report(0.1 * share, message),
  };
  try {
    const history = await manifestHistory(io, folder, inventory, reading);
    const result = backtestPlan({ ...replay, parts: [{ inventory, history }], host: hostOf(progress, 0.1) });
    return { result: unstopped(result), complete };
  } finally {
    progress.done();
  }
}

/** Replays a history alone: each series as if it were the use of one container with one replica. */
export async function backtestHistory(io: Io, files: readonly string[], replay: Replay): Promise<Replayed> {
  const policy = await policyOf(io, replay.plan);
  const { series, complete } = await readHistoryFiles(io, files, replay.at);
  const progress = progressFor(io);
  const host = hostOf(progress, 0);
  const { forecast } = createForecaster(policy, host);
  const subjects = seriesSubjects(series, { policy: policy.sizing, forecasts: forecast });
  const result = backtest({ ...replay, ...host, subjects });
  progress.done();
  return { result: unstopped(result), complete };
}

async function policyOf(io: Io, file: string | undefined): Promise<ResourcePlan> {
  if (file === undefined) return defaultResourcePlan;
  return createSnapshot(await askedPlan(io, file)).inventory.resourcePlan;
}

/** Ctrl-C ends the process; nothing else stops a replay here. */
function hostOf(progress: Progress, done: number) {
  return {
    stop: () => false,
    forecasts: new Map(),
    progress: (share: number, message: string) => progress.report(done + (1 - done) * share, message),
  };
}

function unstopped(result: Backtest | NoBacktest): Replayed["result"] {
  if ("stopped" in result) throw new Error("the replay ended although nobody stopped it");
  return result;
}

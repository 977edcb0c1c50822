import { backtest } from "../backtest/backtest.ts";
import type { Backtest, NoBacktest } from "../backtest/backtest-data.ts";
import type { Recommender } from "../backtest/recommenders/recommender.ts";
import { seriesSubjects } from "../backtest/series-subjects.ts";
import { historyCacheOf, planParts } from "../node/plan-parts.ts";
import { plannedInventory } from "../node/plan-workspace.ts";
import type { HistoryCache } from "../node/read-history-file.ts";
import { type BacktestedPart, backtestPlan } from "../plan/plan-backtest.ts";
import { createForecaster } from "../plan/plan-forecasts.ts";
import type { PlannedPart } from "../workspace/environment-plan.ts";
import { askedPolicy } from "./asked-policy.ts";
import { readHistoryFiles } from "./history-input.ts";
import { inputProblems } from "./input-problems.ts";
import { type Io, say } from "./io.ts";
import { loadManifests, type Manifests } from "./manifests.ts";
import { manifestHistory } from "./planning.ts";
import { type Progress, progressFor } from "./progress.ts";

/** What is replayed, and how. */
export interface Replay {
  readonly at: number | undefined;
  readonly days: number;
  readonly recommenders: readonly Recommender[];
  /** The ResourcePlan's file, where it is named. */
  readonly plan: string | undefined;
  /** The one environment to replay; undefined: all. */
  readonly environment: string | undefined;
}

/** A replay, or why there is none. */
export interface Replayed {
  readonly result: Backtest | Extract<NoBacktest, { readonly refused: string }>;
  /** False where something that was named could not be read, which has been said then. */
  readonly complete: boolean;
}

/**
 * Replays the workloads of manifests, each environment by itself, with the history that their ResourcePlan names or that
 * is found around them.
 */
export async function backtestManifests(io: Io, paths: readonly string[], replay: Replay): Promise<Replayed> {
  const manifests = await loadManifests(io, paths, replay.plan);
  for (const message of inputProblems(manifests)) say(io, message);
  const { snapshot, named, planned, complete } = manifests;
  const inventory = plannedInventory(snapshot, { added: planned, only: named });
  const parts = planParts(snapshot, inventory, { environment: replay.environment, only: named });
  if ("refused" in parts) return { result: parts, complete };
  const progress = progressFor(io);
  try {
    const read = await withHistory(io, manifests, parts, { at: replay.at, progress });
    const result = backtestPlan({ ...replay, parts: read, host: hostOf(progress, 0.1) });
    return { result: unstopped(result), complete };
  } finally {
    progress.done();
  }
}

async function withHistory(
  io: Io,
  { folder }: Manifests,
  parts: readonly PlannedPart[],
  { at, progress }: { readonly at: number | undefined; readonly progress: Progress },
): Promise<readonly BacktestedPart[]> {
  const caches: HistoryCache = new Map();
  const read: BacktestedPart[] = [];
  for (const [index, { environment, inventory }] of parts.entries()) {
    const history = await manifestHistory(io, folder, inventory, {
      cache: historyCacheOf(caches, environment?.name),
      at,
      progress: (share, message) => progress.report((0.1 * (index + share)) / parts.length, message),
    });
    read.push({ environment: environment?.name, inventory, history });
  }
  return read;
}

/** Replays a history alone: each series as if it were the use of one container with one replica. */
export async function backtestHistory(io: Io, files: readonly string[], replay: Replay): Promise<Replayed> {
  const policy = await askedPolicy(io, replay.plan);
  const { series, complete } = await readHistoryFiles(io, files, replay.at);
  const progress = progressFor(io);
  try {
    const host = hostOf(progress, 0);
    const { forecast } = createForecaster(policy, host);
    const subjects = seriesSubjects(series, { policy: policy.sizing, forecasts: forecast });
    return { result: unstopped(backtest({ ...replay, ...host, subjects })), complete };
  } finally {
    progress.done();
  }
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

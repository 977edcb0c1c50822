import { parentPort } from "node:worker_threads";
import { recommenders } from "../backtest/recommenders/recommenders.ts";
import type { History } from "../history/series.ts";
import { type BacktestedPart, backtestPlan, defaultBacktestDays, planBacktest } from "../plan/plan-backtest.ts";
import type { PlanJob } from "../server/host.ts";
import { diskPath, diskUri, folderOf } from "../server/uris.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { PlannedPart } from "../workspace/environment-plan.ts";
import { type HistoryOptions, loadHistory, loadHistoryFrom } from "./history-files.ts";
import { newPlanCaches, planWorkspace, UsedForecasts } from "./plan-workspace.ts";
import { nodeAccess } from "./prometheus-node.ts";
import type { HistoryCache } from "./read-history-file.ts";
import type { PlanOrder, PlanReport } from "./worker-messages.ts";

/** The worker lives as long as its server: what it has parsed, read and forecast serves the next plan. */
const caches = newPlanCaches();
/** Forecasts from past days: the same at each replay for as long as the history does not grow. */
const pastForecasts = new UsedForecasts();

parentPort?.on("message", (order: PlanOrder) => void carryOut(order));

async function carryOut({ job, stop }: PlanOrder): Promise<void> {
  const flag = new Int32Array(stop);
  const isStopped = (): boolean => Atomics.load(flag, 0) !== 0;
  const parts: BacktestedPart[] = [];
  const outcome = await outcomeOf(job, isStopped, parts);
  report({ outcome });
  if ("plan" in outcome) replay(parts, isStopped);
}

/** Replays the last days of what was just planned; the plan does not wait for it, and it makes way for the next one. */
function replay(parts: readonly BacktestedPart[], stop: () => boolean): void {
  const host = { stop, progress: () => {}, forecasts: pastForecasts };
  const result = backtestPlan({ parts, days: defaultBacktestDays, recommenders, host });
  if ("stopped" in result) return;
  pastForecasts.dropUnused();
  if ("total" in result) report({ backtest: planBacktest(result) });
}

async function outcomeOf(
  job: PlanJob,
  stop: () => boolean,
  parts: BacktestedPart[],
): Promise<Extract<PlanReport, { readonly outcome: unknown }>["outcome"]> {
  try {
    const history = async ({ inventory, environment }: PlannedPart, cache: HistoryCache): Promise<History> => {
      const read = await historyOf(job, inventory, {
        cache,
        stop,
        workloads: inventory.workloads,
        // Restricted Mode asks no network: a workspace that nobody vouches for must not send requests.
        network: job.trusted ? nodeAccess() : undefined,
        progress: (share, message) => report({ share: 0.05 + 0.05 * share, message }),
      });
      parts.push({ environment: environment?.name, inventory, history: read });
      return read;
    };
    const progress = (share: number, message: string): void => report({ share, message });
    const input = { texts: job.texts, options: { seed: job.seed }, history };
    const result = await planWorkspace(input, caches, { stop, progress });
    return "refused" in result || "stopped" in result ? result : { plan: result };
  } catch (error) {
    return { failed: `Planning failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
}

/** What the ResourcePlan names, or, where it names nothing, what the settings guess at in each folder. */
function historyOf(job: PlanJob, { resourcePlan }: Inventory, options: HistoryOptions): Promise<History> {
  const folders = job.folders.flatMap((folder) => diskPath(folder) ?? []);
  const common = { ...options, fileOf: diskUri, within: job.trusted ? undefined : folders };
  const { document, history: sources } = resourcePlan;
  const origin = document?.file;
  const baseDir = origin === undefined ? undefined : diskPath(folderOf(origin));
  if (origin !== undefined && baseDir !== undefined && sources.length > 0) {
    return loadHistory(sources, baseDir, { ...common, origin });
  }
  const guesses = job.historyFiles.map((location) => ({ type: "csv", location }) as const);
  const places = folders.map((folder) => ({ sources: guesses, baseDir: folder }));
  return loadHistoryFrom(places, { ...common, guessed: true, exclude: job.exclude });
}

function report(message: PlanReport): void {
  parentPort?.postMessage(message);
}

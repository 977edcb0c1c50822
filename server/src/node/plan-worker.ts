import { parentPort } from "node:worker_threads";
import type { History } from "../history/series.ts";
import type { PlanJob } from "../server/host.ts";
import { diskPath, diskUri, folderOf } from "../server/uris.ts";
import type { Inventory } from "../workload/inventory.ts";
import { type HistoryOptions, loadHistory, loadHistoryFrom } from "./history-files.ts";
import { newPlanCaches, type PlanCaches, planWorkspace } from "./plan-workspace.ts";
import { nodeAccess } from "./prometheus-node.ts";
import type { PlanOrder, PlanReport } from "./worker-messages.ts";

/** The worker lives as long as its server: what it has parsed, read and forecast serves the next plan. */
const caches = newPlanCaches();

parentPort?.on("message", (order: PlanOrder) => void carryOut(order));

async function carryOut({ job, stop }: PlanOrder): Promise<void> {
  const flag = new Int32Array(stop);
  report({ outcome: await outcomeOf(job, () => Atomics.load(flag, 0) !== 0) });
}

async function outcomeOf(
  job: PlanJob,
  stop: () => boolean,
): Promise<Extract<PlanReport, { readonly outcome: unknown }>["outcome"]> {
  try {
    const history = (inventory: Inventory, { history: cache }: PlanCaches): Promise<History> =>
      historyOf(job, inventory, {
        cache,
        stop,
        workloads: inventory.workloads,
        // Restricted Mode asks no network: a workspace that nobody vouches for must not send requests.
        network: job.trusted ? nodeAccess() : undefined,
        progress: (share, message) => report({ share: 0.05 + 0.05 * share, message }),
      });
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

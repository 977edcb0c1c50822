import { parentPort } from "node:worker_threads";
import type { History } from "../history/series.ts";
import type { PlanJob } from "../server/host.ts";
import { diskPath, diskUri } from "../server/uris.ts";
import type { Inventory } from "../workload/inventory.ts";
import { type HistoryPlace, loadHistory } from "./history-files.ts";
import { newPlanCaches, type PlanCaches, planWorkspace } from "./plan-workspace.ts";
import type { PlanOrder, PlanReport } from "./worker-messages.ts";

/** The worker lives as long as its server: what it has parsed, read and forecast serves the next plan. */
const caches = newPlanCaches();

parentPort?.on("message", (order: PlanOrder) => void carryOut(order));

async function carryOut({ job, stop }: PlanOrder): Promise<void> {
  const flag = new Int32Array(stop);
  const isStopped = (): boolean => Atomics.load(flag, 0) !== 0;
  report({ outcome: await outcomeOf(job, isStopped) });
}

async function outcomeOf(
  job: PlanJob,
  stop: () => boolean,
): Promise<Extract<PlanReport, { readonly outcome: unknown }>["outcome"]> {
  try {
    const input = { texts: job.texts, options: { seed: job.seed }, history: historyOf(job, stop) };
    const progress = (share: number, message: string): void => report({ share, message });
    const result = await planWorkspace(input, caches, { stop, progress });
    return "refused" in result || "stopped" in result ? result : { plan: result };
  } catch (error) {
    return { failed: `Planning failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
}

function historyOf(job: PlanJob, stop: () => boolean): (inventory: Inventory, caches: PlanCaches) => Promise<History> {
  return ({ resourcePlan, workloads }, { history: cache }) => {
    …
  };
}

function report(message: PlanReport): void {
  parentPort?.postMessage(message);
}

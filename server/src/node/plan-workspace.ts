import type { Forecast } from "../forecast/forecast.ts";
import type { History } from "../history/series.ts";
import { makePlan } from "../plan/plan.ts";
import type { Plan, PlanOptions } from "../plan/plan-data.ts";
import type { Inventory } from "../workload/inventory.ts";
import { inScope } from "../workspace/scope.ts";
import { createSnapshot, type Snapshot } from "../workspace/snapshot.ts";
import type { HistoryCache } from "./history-files.ts";

/** What a plan of files is made from. */
export interface PlanInput {
  readonly texts: ReadonlyMap<string, string>;
  readonly options: PlanOptions;
  /** Reads the history that the inventory's ResourcePlan names, or what stands in for it. */
  readonly history: (inventory: Inventory, caches: PlanCaches) => Promise<History>;
}

/** What of one plan the next can use: parsed files, read history files, forecasts. */
export interface PlanCaches {
  snapshot: Snapshot | undefined;
  readonly history: HistoryCache;
  readonly forecasts: Map<string, Forecast>;
}

export function newPlanCaches(): PlanCaches {
  return { snapshot: undefined, history: new Map(), forecasts: new Map() };
}

/** How a plan that runs is watched and ended. */
export interface PlanControl {
  readonly stop: () => boolean;
  readonly progress: (share: number, message: string) => void;
}

/** Plans what the governing ResourcePlan is about: parses, reads history, and computes. */
export async function planWorkspace(
  { texts, options, history }: PlanInput,
  caches: PlanCaches,
  { stop, progress }: PlanControl,
): Promise<Plan | { readonly refused: string } | { readonly stopped: true }> {
  const started = performance.now();
  progress(0, "reading manifests");
  caches.snapshot = createSnapshot(texts, caches.snapshot);
  const { inventory } = planned(caches.snapshot, texts);
  progress(0.05, "reading usage history");
  const read = await history(inventory, caches);
  if (stop()) return { stopped: true };
  return makePlan({
    inventory,
    history: read,
    options,
    host: {
      stop,
      elapsed: () => (performance.now() - started) / 1000,
      progress: (share, message) => progress(0.1 + 0.9 * share, message),
      forecasts: caches.forecasts,
    },
  });
}

/** The part of the workspace that its ResourcePlan is about. */
function planned(snapshot: Snapshot, texts: ReadonlyMap<string, string>): Snapshot {
  const isPlanned = inScope(snapshot.inventory.resourcePlan);
  return createSnapshot(new Map([...texts].filter(([file]) => isPlanned(file))), snapshot);
}

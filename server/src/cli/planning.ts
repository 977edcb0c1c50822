import path from "node:path";
import type { History } from "../history/series.ts";
import { isBelowPath } from "../node/confinement.ts";
import { type HistoryOptions, loadHistory } from "../node/history-files.ts";
import { fileId } from "../node/manifest-files.ts";
import { type PlanCaches, planWorkspace } from "../node/plan-workspace.ts";
import { nodeAccess } from "../node/prometheus-node.ts";
import type { HistoryCache } from "../node/read-history-file.ts";
import type { Plan, PlanOptions } from "../plan/plan-data.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { Io } from "./io.ts";
import type { Manifests } from "./manifests.ts";
import { progressFor } from "./progress.ts";

/** What of the manifests is planned, and how. */
export interface Planning {
  readonly options: PlanOptions;
  /** Narrows the plan to the workloads of the files that the PATHs name. */
  readonly narrowed: boolean;
  /** The one environment to plan; absent: all. */
  readonly environment?: string | undefined;
  /** True where the plan is not shown, but its findings are. */
  readonly findingsOnly?: boolean;
  /** What one plan has read and computed serves the next. */
  readonly caches: PlanCaches;
}

/** Why there is no plan. */
export interface Refusal {
  readonly refused: string;
}

/** Plans the manifests, with progress on a terminal; or says why what was asked for cannot be done. */
export async function planManifests(
  io: Io,
  manifests: Manifests,
  { options, narrowed, environment, findingsOnly = false, caches }: Planning,
): Promise<Plan | Refusal> {
  const { snapshot, named, planned, folder } = manifests;
  const progress = progressFor(io);
  caches.snapshot = snapshot;
  const result = await planWorkspace(
    {
      texts: new Map([...snapshot.files].map(([file, { text }]) => [file, text])),
      options,
      added: planned,
      findingsOnly,
      environment,
      ...(narrowed && { only: named }),
      history: ({ inventory }, cache) =>
        manifestHistory(io, folder, inventory, {
          cache,
          progress: (share, message) => progress.report(0.05 + 0.05 * share, message),
          at: options.at,
        }),
    },
    caches,
    { stop: () => false, progress: progress.report },
  ).finally(progress.done);
  if ("stopped" in result) throw new Error("planning ended although nobody stopped it");
  return result;
}

/** How the history of manifests is read. */
interface HistoryReading {
  readonly cache: HistoryCache;
  readonly progress: (share: number, message: string) => void;
  readonly at: number | undefined;
}

/** The history that the inventory's ResourcePlan names, relative to `folder`, or what stands in for it. */
export function manifestHistory(
  io: Io,
  folder: string,
  { resourcePlan, workloads }: Inventory,
  { cache, progress, at }: HistoryReading,
): Promise<History> {
  const common = {
    workloads,
    cache,
    fileOf: (file: string) => fileId(file, io.cwd),
    network: nodeAccess(io.environment),
    progress,
    ...(at !== undefined && { at }),
  };
  const { document, history } = resourcePlan;
  if (document === undefined || history.length === 0) return nearestHistory(io.cwd, folder, common);
  // An environment's own ResourcePlan stands in another folder.
  const base = path.resolve(io.cwd, path.dirname(document.file));
  return loadHistory(history, base, { ...common, origin: document.file });
}

/**
 * Where no ResourcePlan names any history: the CSV files below the folder, if they tell of one of its workloads, else
 * those below the folders above it, up to the working directory.
 */
async function nearestHistory(cwd: string, start: string, options: HistoryOptions): Promise<History> {
  const guess = { ...options, guessed: true, exclude: ["**/node_modules/**", "**/.git/**"] };
  for (let folder = start; ; folder = path.dirname(folder)) {
    const history = await loadHistory(guessedSources, folder, guess);
    const isLast = folder === cwd || !isBelowPath(cwd, folder);
    if (history.files.length > 0 || isLast) return history;
  }
}

const guessedSources = [{ type: "csv", location: "**/*.csv" }] as const;

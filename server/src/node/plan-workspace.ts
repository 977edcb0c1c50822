import type { Forecast } from "../forecast/forecast.ts";
import type { History } from "../history/series.ts";
import { combinePlans } from "../plan/combine-plans.ts";
import { makePlan, type NoPlan } from "../plan/plan.ts";
import type { EnvironmentPlan, Plan, PlanHost, PlanOptions } from "../plan/plan-data.ts";
import type { Inventory } from "../workload/inventory.ts";
import { isIgnored } from "../workspace/configuration-for.ts";
import { type PlannedPart, planAtOrigins } from "../workspace/environment-plan.ts";
import { inScope } from "../workspace/scope.ts";
import { createSnapshot, type Snapshot } from "../workspace/snapshot.ts";
import { loadLargeSolver } from "./highs.ts";
import { historyCacheOf, planParts } from "./plan-parts.ts";
import type { HistoryCache } from "./read-history-file.ts";

/** What a plan of files is made from. */
export interface PlanInput {
  readonly texts: ReadonlyMap<string, string>;
  readonly options: PlanOptions;
  /** Files that are planned although the ResourcePlan does not name them. */
  readonly added?: (file: string) => boolean;
  /** Narrows the plan to the workloads of some files; everything else stays as it is around them. */
  readonly only?: (file: string) => boolean;
  /** The one environment to plan; absent: all of them, and what is in none. */
  readonly environment?: string | undefined;
  /** True where of the plan only its findings are of use: what can have none is not planned. */
  readonly findingsOnly?: boolean;
  /** Reads the history that the part's ResourcePlan names, or what stands in for it. */
  readonly history: (part: PlannedPart, cache: HistoryCache) => Promise<History>;
}

/** What of one plan the next can use: parsed files, read history files, forecasts. */
export interface PlanCaches {
  snapshot: Snapshot | undefined;
  readonly history: HistoryCache;
  readonly forecasts: UsedForecasts;
}

/** Empty caches, for a first plan. */
export function newPlanCaches(): PlanCaches {
  return { snapshot: undefined, history: new Map(), forecasts: new UsedForecasts() };
}

/** How a plan that runs is watched and ended. */
export interface PlanControl {
  readonly stop: () => boolean;
  readonly progress: (share: number, message: string) => void;
}

/** Plans what the governing ResourcePlan is about: parses, reads history, and computes. */
export async function planWorkspace(
  input: PlanInput,
  caches: PlanCaches,
  control: PlanControl,
): Promise<Plan | NoPlan> {
  control.progress(0, "Reading manifests");
  caches.snapshot = createSnapshot(input.texts, caches.snapshot);
  const { environment, only } = input;
  const parts = planParts(caches.snapshot, plannedInventory(caches.snapshot, input), { environment, only });
  if ("refused" in parts) return parts;
  const plans: EnvironmentPlan[] = [];
  for (const [index, part] of parts.entries()) {
    const name = part.environment?.name;
    const progress = (share: number, message: string): void =>
      control.progress((index + share) / parts.length, name === undefined ? message : `${name}: ${message}`);
    const plan = await planPart(part, input, caches, { ...control, progress });
    if ("stopped" in plan || "refused" in plan) return plan;
    plans.push({ name, plan });
  }
  caches.forecasts.dropUnused();
  return combinePlans(plans);
}

async function planPart(
  part: PlannedPart,
  { options, history, findingsOnly = false }: PlanInput,
  caches: PlanCaches,
  { stop, progress }: PlanControl,
): Promise<Plan | NoPlan> {
  const { inventory, environment } = part;
  const started = performance.now();
  progress(0.05, "Reading usage history");
  const read = await history(part, historyCacheOf(caches.history, environment?.name));
  if (stop()) return { stopped: true };
  const host = {
    stop,
    elapsed: () => (performance.now() - started) / 1000,
    progress: (share: number, message: string) => progress(0.1 + 0.9 * share, message),
    forecasts: caches.forecasts,
    ...(await largeSolverFor(inventory)),
  };
  const isSilent = findingsOnly && saysNothing(inventory, read);
  const needed = isSilent ? { ...inventory, workloads: [], autoscalers: [] } : inventory;
  const plan = makePlan({ inventory: needed, history: read, options, host });
  return environment === undefined || "stopped" in plan || "refused" in plan ? plan : planAtOrigins(environment, plan);
}

/** Workloads × pools from which on the placement's program is too large for the solver that is always there. */
const largePlan = 500;

async function largeSolverFor({ workloads, supply }: Inventory): Promise<Pick<PlanHost, "largeSolver">> {
  return workloads.length * supply.pools.length < largePlan ? {} : { largeSolver: await loadLargeSolver() };
}

/** What is planned of a workspace: the workloads of some files, and everything around them. */
export function plannedInventory(
  snapshot: Snapshot,
  { added = () => false, only = () => true }: Pick<PlanInput, "added" | "only">,
): Inventory {
  const planned = plannedPart(snapshot, added).inventory;
  return { ...planned, workloads: planned.workloads.filter(({ document }) => only(document.file)) };
}

/** Without history nothing is sized, and without pools nothing placed: a plan repeats what is written then, and finds nothing. */
function saysNothing({ resourcePlan, supply }: Inventory, { series, files, findings }: History): boolean {
  const hasPolicy = resourcePlan.document !== undefined;
  return !hasPolicy && supply.source === "none" && series.length + files.length + findings.length === 0;
}

/** The part of the workspace that its ResourcePlan is about. */
function plannedPart(snapshot: Snapshot, added: (file: string) => boolean): Snapshot {
  const isPlanned = inScope(snapshot.inventory.resourcePlan);
  const files = [...snapshot.files].filter(
    ([file]) => (isPlanned(file) || added(file)) && !isIgnored(snapshot.configurations, file),
  );
  return createSnapshot(new Map(files.map(([file, { text }]) => [file, text])), snapshot);
}

/** Forecasts by key; those that a whole plan had no use for belong to history that has changed. */
export class UsedForecasts extends Map<string, Forecast> {
  readonly #used = new Set<string>();

  override get(key: string): Forecast | undefined {
    this.#used.add(key);
    return super.get(key);
  }

  override set(key: string, forecast: Forecast): this {
    this.#used?.add(key);
    return super.set(key, forecast);
  }

  dropUnused(): void {
    for (const key of this.keys()) if (!this.#used.has(key)) this.delete(key);
    this.#used.clear();
  }
}

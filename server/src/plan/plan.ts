import { refusalOf } from "../allocation/allocate.ts";
import type { Allocation } from "../allocation/allocation.ts";
import { seriesUntil } from "../history/history.ts";
import type { History } from "../history/series.ts";
import { sizeWorkload } from "../sizing/size-workload.ts";
import { compareMethods } from "./method-comparison.ts";
import { planAdvice } from "./plan-advice.ts";
import { allocateChecked, packToday } from "./plan-allocation.ts";
import type { Plan, PlanRequest } from "./plan-data.ts";
import { planFindings } from "./plan-findings.ts";
import { createForecaster, type Forecaster } from "./plan-forecasts.ts";
import { planNotes } from "./plan-notes.ts";
import { podShapes, type SizedWorkload } from "./plan-shapes.ts";
import { planThroughput } from "./plan-throughput.ts";
import { runningToday, type Today } from "./plan-today.ts";
import { plannedPools, planTotals, totalCost } from "./plan-totals.ts";
import { plannedWorkloads, podsOf } from "./plan-workload.ts";
import { sizingInputs } from "./sizing-inputs.ts";

/** Why there is no plan: what is asked for cannot be done, or nobody waits for it any more. */
export type NoPlan = { readonly refused: string } | { readonly stopped: true };

/**
 * Plans everything: forecasts demand, sizes each workload, places all of them on the pools, checks the placement
 * independently, and says what it amounts to. Equal requests give equal plans; a time limit can only cut the search
 * for a better placement, and the plan says that it did.
 */
export function makePlan(request: PlanRequest): Plan | NoPlan {
  const { inventory, host, options } = request;
  const { method = inventory.resourcePlan.allocation.method } = options;
  const refused = method === "all" ? undefined : refusalOf(method);
  if (refused !== undefined) return { refused };
  const history = historyUntil(request.history, options.at);
  const forecaster = createForecaster(inventory.resourcePlan, host);
  const sized = sizeAll(request, history, forecaster);
  if (sized === undefined) return { stopped: true };
  host.progress(0.75, "Placing pods on nodes");
  const shapes = podShapes(inventory, sized, "recommended");
  const compared = method === "all" ? compareMethods(request, shapes) : undefined;
  if (compared !== undefined && "refused" in compared) return compared;
  const allocation = compared?.allocation ?? allocateChecked(request, shapes);
  if ("refused" in allocation) return allocation;
  host.progress(0.9, "Comparing with today");
  const today = runningToday(inventory, sized) ?? packToday(request, sized, allocation);
  if (host.stop()) return { stopped: true };
  host.progress(1, "Planned");
  const plan = composePlan(request, history, forecaster, sized, allocation, today);
  return compared === undefined ? plan : { ...plan, methods: compared.methods };
}

function sizeAll(
  request: PlanRequest,
  history: History,
  { forecast }: Forecaster,
): readonly SizedWorkload[] | undefined {
  const { inventory, host } = request;
  const inputs = sizingInputs(inventory, history, forecast);
  const sized: SizedWorkload[] = [];
  for (const [index, input] of inputs.entries()) {
    if (host.stop()) return undefined;
    const { workload } = input;
    host.progress((0.75 * index) / inputs.length, `Forecasting ${workload.kind} ${workload.name}`);
    sized.push({ workload, sizing: sizeWorkload(input) });
  }
  return host.stop() ? undefined : sized;
}

function composePlan(
  { inventory }: PlanRequest,
  history: History,
  forecaster: Forecaster,
  sized: readonly SizedWorkload[],
  allocation: Allocation,
  today: Today | undefined,
): Plan {
  const { supply, resourcePlan } = inventory;
  const workloads = plannedWorkloads(sized, history, allocation, today);
  const pools = plannedPools(supply.pools, allocation);
  const todayPools = today === undefined ? [] : plannedPools(supply.pools, today);
  const throughput = planThroughput(inventory, history, workloads, forecaster);
  const now = newestSample(history);
  const plan = {
    workloads,
    pools,
    supplySource: supply.source,
    allocation,
    totals: {
      ...planTotals(workloads, pools, { nodes: today?.nodes.length ?? 0, costPerHour: totalCost(todayPools) }),
      ...(throughput === undefined ? {} : { throughput }),
    },
    charts: forecaster.charts(),
    historyFiles: history.files,
    ...(history.unread !== undefined && { unreadHistory: history.unread }),
    now,
    adjustment: resourcePlan.sizing.adjustment,
    minimumChange: resourcePlan.sizing.minimumChange,
  };
  const unplacedToday = supply.source === "none" ? 0 : podsOf(today?.unplaced ?? []);
  return {
    ...plan,
    notes: planNotes(inventory, plan, unplacedToday),
    findings: [...planFindings(inventory, planAdvice(plan)), ...history.findings],
  };
}

function historyUntil(history: History, at: number | undefined): History {
  if (at === undefined) return history;
  // What VerticalPodAutoscalers have kept is of now: they know what came after.
  const { baselines: _, ...rest } = history;
  return { ...rest, series: history.series.flatMap((each) => seriesUntil(each, at) ?? []) };
}

/** Epoch milliseconds; the plan's "now" is never the clock. */
function newestSample({ series }: History): number | undefined {
  const ends = series.map(({ start, stepSeconds, mean }) => start + (mean.length - 1) * stepSeconds * 1000);
  return ends.length === 0 ? undefined : ends.reduce((a, b) => Math.max(a, b));
}

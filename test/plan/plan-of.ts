import type { History } from "../../server/src/history/series.ts";
import { makePlan, type NoPlan } from "../../server/src/plan/plan.ts";
import type { Plan, PlanOptions } from "../../server/src/plan/plan-data.ts";
import { manifestsOf } from "../rules/check-rules.ts";
import { historyOf, type Use } from "./history-of.ts";

/** Plans a fixture of manifests with this history, by a clock that stands still. */
export function planOrNot(
  fixture: string | ReadonlyMap<string, string>,
  uses: readonly Use[] | History,
  options: Partial<PlanOptions> = {},
): Plan | NoPlan {
  return makePlan({
    inventory: manifestsOf(fixture).inventory,
    history: "series" in uses ? uses : historyOf(uses),
    options: { seed: 1, ...options },
    host: { stop: () => false, elapsed: () => 0, progress: () => {}, forecasts: new Map() },
  });
}

export function planOf(...input: Parameters<typeof planOrNot>): Plan {
  const plan = planOrNot(...input);
  if ("refused" in plan) throw new Error(plan.refused);
  if ("stopped" in plan) throw new Error("The plan was stopped.");
  return plan;
}

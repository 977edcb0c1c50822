import type { History } from "../history/series.ts";
import type { SizingInput } from "../sizing/sizing-context.ts";
import type { Inventory } from "../workload/inventory.ts";
import { autoscalerOf } from "../workload/lookup.ts";

/** What each workload of an inventory is sized from. */
export function sizingInputs(
  inventory: Inventory,
  history: History,
  forecasts: SizingInput["forecasts"],
): readonly SizingInput[] {
  const { workloads, resourcePlan, supply, budgets } = inventory;
  return workloads.map((workload) => ({
    workload,
    autoscaler: autoscalerOf(inventory, workload),
    history,
    forecasts,
    plan: resourcePlan,
    pools: supply.pools,
    budgets,
  }));
}

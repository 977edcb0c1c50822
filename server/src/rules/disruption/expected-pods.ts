import type { Fix } from "../../document/finding.ts";
import { countedOf } from "../../workload/count-or-share.ts";
import type { Autoscaler, DisruptionBudget, Inventory } from "../../workload/inventory.ts";
import type { Workload } from "../../workload/workload.ts";
import { suggestionOf } from "../fix.ts";
import { autoscalersOf, coveredBy } from "../relations.ts";
import type { RuleContext } from "../rule.ts";

/** How many pods a workload has at its smallest: an autoscaler's minimum goes before what is written. */
export function fewestPods(inventory: Inventory, workload: Workload): number {
  const scaled = autoscalersOf(inventory, workload)[0];
  return scaled === undefined ? workload.replicas.value : Math.max(scaled.minReplicas.value, 1);
}

/** What a budget's `minAvailable` comes to. */
export interface KeptPods {
  /** How many pods must stay, of those that there are at the smallest. */
  readonly kept: number;
  readonly total: number;
  /** What scales the workloads that are covered. */
  readonly autoscalers: readonly Autoscaler[];
}

/** How many pods a budget keeps; undefined where it covers none that are known, or does not say so by `minAvailable`. */
export function keptPods(inventory: Inventory, budget: DisruptionBudget): KeptPods | undefined {
  if (budget.minAvailable === undefined) return undefined;
  const covered = coveredBy(inventory, budget).filter(({ perNode, runsToCompletion }) => !perNode && !runsToCompletion);
  const total = covered.reduce((sum, workload) => sum + fewestPods(inventory, workload), 0);
  const kept = countedOf(budget.minAvailable.value, total, "up");
  if (kept === undefined || total === 0) return undefined;
  return { kept, total, autoscalers: covered.flatMap((workload) => autoscalersOf(inventory, workload)) };
}

/** The suggestion to keep so few pods that one of those that there are may go; none where there is only one. */
export function keepFewer(
  context: RuleContext,
  { document, minAvailable }: DisruptionBudget,
  fewer: number,
): Fix | undefined {
  if (minAvailable === undefined || fewer < 1) return undefined;
  const change = { document, path: minAvailable.path, scalar: String(fewer) };
  return suggestionOf(context, `Set minAvailable to ${fewer}`, [change]);
}

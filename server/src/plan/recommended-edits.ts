import type { SourceFile } from "../document/document.ts";
import type { TextEdit } from "../document/finding.ts";
import { editsOf } from "../rules/fix.ts";
import { recommendedChanges } from "../rules/recommended-changes.ts";
import { replicaChange } from "../rules/replicas.ts";
import type { Change } from "../rules/rule.ts";
import type { Inventory } from "../workload/inventory.ts";
import { planAdvice } from "./plan-advice.ts";
import type { Plan } from "./plan-data.ts";

/**
 * Everything that the plan would write into these files: requests, limits, replicas, and autoscalers' targets. The
 * edits of one file do not overlap. Texts may have changed since the plan was made: the advice is compared with what
 * they say now.
 */
export function recommendedEdits(
  files: ReadonlyMap<string, SourceFile>,
  inventory: Inventory,
  plan: Plan,
): readonly TextEdit[] {
  const changes = allRecommendedChanges(inventory, plan);
  const context = { sourceOf: (file: string) => files.get(file) };
  const documents = [...new Set(changes.map(({ document }) => document))];
  return documents.flatMap((document) => {
    const ofDocument = changes.filter((change) => change.document === document);
    return editsOf(context, ofDocument) ?? [];
  });
}

/** The same value by value; several values that are inserted side by side are one edit. */
export function allRecommendedChanges(inventory: Inventory, plan: Plan): readonly Change[] {
  const advice = planAdvice(plan);
  return inventory.workloads.flatMap((workload) => [
    ...recommendedChanges(advice, inventory, workload).changes,
    ...replicaChange(advice, workload),
  ]);
}

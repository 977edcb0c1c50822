import type { SourceFile } from "../document/document.ts";
import type { TextEdit } from "../document/finding.ts";
import type { Advice } from "../rules/advice.ts";
import { editsOf } from "../rules/fix.ts";
import { recommendedChanges } from "../rules/recommended-changes.ts";
import { replicaChange } from "../rules/replicas.ts";
import type { Change } from "../rules/rule.ts";
import type { Inventory } from "../workload/inventory.ts";

/**
 * Everything that a plan's advice would write into these files: requests, limits, replicas, and autoscalers' targets. The
 * edits of one file do not overlap. Texts may have changed since the plan was made: the advice is compared with what
 * they say now.
 */
export function recommendedEdits(
  files: ReadonlyMap<string, SourceFile>,
  inventory: Inventory,
  advice: Advice,
): readonly TextEdit[] {
  const changes = allRecommendedChanges(inventory, advice);
  const context = { sourceOf: (file: string) => files.get(file) };
  const documents = [...new Set(changes.map(({ document }) => document))];
  return documents.flatMap((document) => {
    const ofDocument = changes.filter((change) => change.document === document);
    return editsOf(context, ofDocument) ?? [];
  });
}

/** The same value by value; several values that are inserted side by side are one edit. */
export function allRecommendedChanges(inventory: Inventory, advice: Advice): readonly Change[] {
  return inventory.workloads.flatMap((workload) => [
    ...recommendedChanges(advice, inventory, workload).changes,
    ...replicaChange(advice, workload),
  ]);
}

import type { Finding, TextEdit } from "../document/finding.ts";
import { recommendedEdits } from "../plan/recommended-edits.ts";
import { editsOf } from "../rules/fix.ts";
import { recommendedChanges } from "../rules/recommended-changes.ts";
import type { Workload } from "../workload/workload.ts";
import { acceptedAdvice } from "../workspace/accepted-advice.ts";
import { environmentEdits } from "../workspace/environment-plan.ts";
import type { Snapshot } from "../workspace/snapshot.ts";

/** Everything that the plan recommends and nobody has declined, in environments too. */
export function allRecommendedEdits(snapshot: Snapshot): readonly TextEdit[] {
  return [...editsForWorkloads(snapshot, () => true), ...environmentEdits(snapshot)];
}

/**
 * Every edit that the plan recommends for some workloads, values bound to theirs in other files among them, and that
 * nobody has declined.
 */
export function editsForWorkloads(snapshot: Snapshot, isMeant: (workload: Workload) => boolean): readonly TextEdit[] {
  const { files, inventory } = snapshot;
  const advice = acceptedAdvice(snapshot);
  if (advice === undefined) return [];
  return recommendedEdits(files, { ...inventory, workloads: inventory.workloads.filter(isMeant) }, advice);
}

/** The same for one container. */
export function editsForContainer(snapshot: Snapshot, workloadId: string, container: string): readonly TextEdit[] {
  const { files, inventory } = snapshot;
  const advice = acceptedAdvice(snapshot);
  const workload = inventory.workloads.find(({ id }) => id === workloadId);
  if (advice === undefined || workload === undefined) return [];
  const { changes } = recommendedChanges(advice, inventory, workload, (name) => name === container);
  return editsOf({ sourceOf: (file) => files.get(file) }, changes) ?? [];
}

/** All fixes of a file's findings together, as edits that do not overlap. */
export function fixAll(snapshot: Snapshot, file: string, findings: readonly Finding[]): readonly TextEdit[] {
  return fixesOf(snapshot, findings, ({ document }) => document.file === file);
}

/**
 * The fixes of findings about some workloads and their files. Recommendations come first, so that values that are
 * inserted side by side become one block; a fix that would touch the same text waits for the next round. Suggestions are
 * left to whoever looks at each, unless they are asked for.
 */
export function fixesOf(
  snapshot: Snapshot,
  findings: readonly Finding[],
  isMeant: (workload: Workload) => boolean,
  suggestions: boolean = false,
): readonly TextEdit[] {
  const accepted = [...editsForWorkloads(snapshot, isMeant)];
  for (const { fix } of findings) {
    const edits = fix === undefined || (fix.isSuggestion === true && !suggestions) ? [] : fix.edits;
    if (!edits.some((edit) => accepted.some((other) => touch(edit, other)))) accepted.push(...edits);
  }
  return accepted;
}

/** Edits side by side count too: of two insertions at one place only one knows the other's text. */
function touch(a: TextEdit, b: TextEdit): boolean {
  return a.file === b.file && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

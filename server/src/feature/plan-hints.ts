import type { Path } from "../document/span.ts";
import type { PlannedWorkload } from "../plan/plan-data.ts";
import type { Workload } from "../workload/workload.ts";
import { inScope } from "../workspace/scope.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { HoverOptions } from "./hover-options.ts";

/** What the last plan says about a workload. */
export function plannedOf({ plan }: Snapshot, workload: Workload): PlannedWorkload | undefined {
  return plan?.workloads.find(({ sizing }) => sizing.workload === workload.id);
}

/** Why the plan has no word on a workload. */
export function notPlanned(
  { inventory: { resourcePlan }, plan }: Snapshot,
  workload: Workload,
  { automatic }: HoverOptions,
): string {
  if (!inScope(resourcePlan)(workload.document.file)) {
    return `Not planned: the ResourcePlan \`${resourcePlan.name}\` does not name this file under \`manifests\`.`;
  }
  if (!automatic) return "Run **Plan Resources** to see what the plan recommends here.";
  return plan === undefined
    ? "The plan is being made; what it recommends appears here when it is ready."
    : "Not in the last plan; the next one will have it.";
}

/** What would give advice where there is none. */
export const historyHint: string =
  "Usage history would give advice: a CSV file with the columns `time`, `value`, `workload` and `resource` in the workspace, or the files that a ResourcePlan names under `spec.history`.";

/** Whether two paths lead to the same place of a document. */
export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

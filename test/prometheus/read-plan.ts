import type { HistorySource } from "../../server/src/workload/resource-plan.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";

/** The history that a ResourcePlan names, and what is wrong with the plan. */
export function readSnapshotPlan(text: string): {
  readonly history: readonly HistorySource[];
  readonly findings: readonly string[];
} {
  const { resourcePlan, findings } = createSnapshot(new Map([["plan.yaml", text]])).inventory;
  return { history: resourcePlan.history, findings: findings.map(({ message }) => message) };
}

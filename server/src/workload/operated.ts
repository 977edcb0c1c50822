import type { OperatedKind, Workload } from "./workload.ts";

/** Whether an operator adds labels, probes and containers to the workload's pods that are not written. */
export function isOperated({ kind }: Pick<Workload, "kind">): boolean {
  return (operatedKinds as readonly string[]).includes(kind);
}

const operatedKinds: readonly OperatedKind[] = ["InferenceService", "Service", "RayCluster", "RayService", "RayJob"];

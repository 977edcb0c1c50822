import type { Workload } from "../../workload/workload.ts";

/** Whether a workload keeps a number of equal pods that people choose. */
export function isReplicated({ kind }: Workload): boolean {
  return ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"].includes(kind);
}

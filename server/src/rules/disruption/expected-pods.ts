import type { Inventory } from "../../workload/inventory.ts";
import type { Workload } from "../../workload/workload.ts";
import { autoscalersOf } from "../relations.ts";

/** How many pods a workload has at its smallest: an autoscaler's minimum goes before what is written. */
export function fewestPods(inventory: Inventory, workload: Workload): number {
  const scaled = autoscalersOf(inventory, workload)[0];
  return scaled === undefined ? workload.replicas.value : Math.max(scaled.minReplicas.value, 1);
}

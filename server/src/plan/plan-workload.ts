import type { Allocation } from "../allocation/allocation.ts";
import { seriesFor } from "../history/match.ts";
import type { History } from "../history/series.ts";
import type { Workload } from "../workload/workload.ts";
import type { PlannedWorkload } from "./plan-data.ts";
import type { SizedWorkload } from "./plan-shapes.ts";

/** A DaemonSet's replicas are the nodes that it is placed on; every other workload's are as they were sized. */
export function plannedWorkload(
  { workload, sizing }: SizedWorkload,
  history: History,
  allocation: Allocation,
  today: Allocation | undefined,
): PlannedWorkload {
  const placed = placedOf(allocation, workload);
  const unplaced = podsOf(allocation.unplaced.filter((each) => each.workload === workload.id));
  const replicas = workload.perNode
    ? {
        ...sizing.replicas,
        current: today === undefined ? placed : placedOf(today, workload),
        recommended: placed + unplaced,
      }
    : sizing.replicas;
  return {
    sizing: { ...sizing, replicas },
    kind: workload.kind,
    namespace: workload.namespace,
    name: workload.name,
    file: workload.document.file,
    offset: workload.nameSpan.start,
    containerTypes: Object.fromEntries(workload.containers.map(({ name, type }) => [name, type])),
    containerOffsets: Object.fromEntries(workload.containers.map(({ name, nameSpan }) => [name, nameSpan.start])),
    loadSeries: seriesFor(history, workload, undefined, "requests")?.id,
    placed,
    unplaced,
  };
}

function placedOf({ nodes }: Allocation, { id }: Workload): number {
  return podsOf(nodes.flatMap(({ pods }) => pods.filter(({ workload }) => workload === id)));
}

/** How many pods these are in all. */
export function podsOf(pods: readonly { readonly count: number }[]): number {
  return pods.reduce((sum, { count }) => sum + count, 0);
}

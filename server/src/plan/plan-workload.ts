import type { Allocation } from "../allocation/allocation.ts";
import { seriesFor } from "../history/match.ts";
import type { History } from "../history/series.ts";
import type { PlannedWorkload } from "./plan-data.ts";
import type { SizedWorkload } from "./plan-shapes.ts";
import type { Today } from "./plan-today.ts";

/** The workloads as they were sized and placed. */
export function plannedWorkloads(
  sized: readonly SizedWorkload[],
  history: History,
  allocation: Allocation,
  today: Today | undefined,
): readonly PlannedWorkload[] {
  const counts: Counts = {
    placed: podsByWorkload(placedPods(allocation)),
    unplaced: podsByWorkload(allocation.unplaced),
    placedToday: today && podsByWorkload(placedPods(today)),
  };
  return sized.map((each) => plannedWorkload(each, history, counts));
}

/** Pods by the id of their workload. */
interface Counts {
  readonly placed: ReadonlyMap<string, number>;
  readonly unplaced: ReadonlyMap<string, number>;
  readonly placedToday: ReadonlyMap<string, number> | undefined;
}

/** A DaemonSet's replicas are the nodes that it is placed on; every other workload's are as they were sized. */
function plannedWorkload({ workload, sizing }: SizedWorkload, history: History, counts: Counts): PlannedWorkload {
  const placed = counts.placed.get(workload.id) ?? 0;
  const unplaced = counts.unplaced.get(workload.id) ?? 0;
  const placedToday = counts.placedToday === undefined ? placed : (counts.placedToday.get(workload.id) ?? 0);
  const replicas = workload.perNode
    ? { ...sizing.replicas, current: placedToday, recommended: placed + unplaced }
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

function placedPods({ nodes }: Pick<Allocation, "nodes">): readonly PlacedPods[] {
  return nodes.flatMap(({ pods }) => pods);
}

function podsByWorkload(pods: readonly PlacedPods[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { workload, count } of pods) counts.set(workload, (counts.get(workload) ?? 0) + count);
  return counts;
}

interface PlacedPods {
  readonly workload: string;
  readonly count: number;
}

/** How many pods these are in all. */
export function podsOf(pods: readonly { readonly count: number }[]): number {
  return pods.reduce((sum, { count }) => sum + count, 0);
}

import { groupBy } from "./group-by.ts";
import type { History, Series } from "./series.ts";

/** The series of a workload, or of one of its containers; of two the one that names the namespace. */
export function seriesFor(
  history: History,
  workload: { readonly namespace: string; readonly name: string },
  container: string | undefined,
  resource: string,
): Series | undefined {
  const byName = indexOf(history);
  // KServe runs a predictor under a name of its own.
  const fitting = [workload.name, `${workload.name}-predictor`]
    .flatMap((name) => byName.get(name) ?? [])
    .filter((series) => series.resource === resource && series.container === container)
    .filter(({ namespace }) => namespace === undefined || namespace === workload.namespace);
  return fitting.find((series) => series.namespace !== undefined) ?? fitting[0];
}

/** Series by workload, made once per history. */
const indexes = new WeakMap<History, ReadonlyMap<string, readonly Series[]>>();

function indexOf(history: History): ReadonlyMap<string, readonly Series[]> {
  const index = indexes.get(history) ?? groupBy(history.series, ({ workload }) => workload);
  indexes.set(history, index);
  return index;
}

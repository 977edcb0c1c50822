import type { History, Series } from "./series.ts";

/** The series of a workload, or of one of its containers; of two the one that names the namespace. */
export function seriesFor(
  history: History,
  workload: { readonly namespace: string; readonly name: string },
  container: string | undefined,
  resource: string,
): Series | undefined {
  const { namespace, name } = workload;
  const fitting = history.series.filter(
    (series) =>
      series.resource === resource &&
      series.container === container &&
      // KServe runs a predictor under a name of its own.
      (series.workload === name || series.workload === `${name}-predictor`) &&
      (series.namespace === undefined || series.namespace === namespace),
  );
  return fitting.find((series) => series.namespace !== undefined) ?? fitting[0];
}

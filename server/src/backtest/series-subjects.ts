import type { Forecast } from "../forecast/forecast.ts";
import { groupBy } from "../history/group-by.ts";
import { seriesUntil } from "../history/history.ts";
import type { Series } from "../history/series.ts";
import { sizeSeries } from "../sizing/size-series.ts";
import type { SizingPolicy } from "../workload/resource-plan.ts";
import type { BacktestSubject } from "./backtest.ts";
import type { BacktestCase } from "./backtest-case.ts";
import { ownName } from "./own-advisor.ts";

/** How series without manifests are sized. */
export interface SeriesSizer {
  readonly policy: SizingPolicy;
  readonly forecasts: (series: Series, quantile: number) => Forecast;
}

/**
 * The workloads of a history without manifests: each series as if it were the use of one container with one replica.
 * Of CPU and memory; nothing is known of today's values.
 */
export function seriesSubjects(all: readonly Series[], sizer: SeriesSizer): readonly BacktestSubject[] {
  const sized = all.filter(({ resource }) => resource === "cpu" || resource === "memory");
  const workloads = groupBy(sized, ({ namespace, workload }) =>
    namespace === undefined ? workload : `${namespace}/${workload}`,
  );
  return [...workloads].map(([id, series]) => seriesSubject(id, series, sizer));
}

function seriesSubject(id: string, series: readonly Series[], { policy, forecasts }: SeriesSizer): BacktestSubject {
  const cases = series.map(seriesCase);
  const size = (known: Series) => {
    const { quantile } = known.resource === "memory" ? policy.memory : policy.cpu;
    const { request, limit } = sizeSeries(known, forecasts(known, quantile), policy);
    return request === null ? undefined : { request, limit };
  };
  return {
    id,
    cases,
    minimumHistorySeconds: policy.minimumHistorySeconds,
    own: {
      ...ownName,
      minimumChange: policy.minimumChange,
      advise: (origin, standings) =>
        standings.map((standing) => {
          const whole = series[cases.indexOf(standing.case)];
          const known = whole && seriesUntil(whole, origin - 1);
          return known && size(known);
        }),
    },
  };
}

function seriesCase({ container, resource, start, stepSeconds, mean, max }: Series): BacktestCase {
  return {
    container,
    use: {
      resource: resource === "memory" ? "memory" : "cpu",
      start,
      stepSeconds,
      mean,
      max,
      containers: 1,
      kills: [],
    },
    replicas: new Float64Array(mean.length).fill(1),
    today: { request: undefined, limit: undefined },
    price: undefined,
  };
}

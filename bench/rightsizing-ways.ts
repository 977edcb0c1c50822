import { type Advisor, advisorOf } from "../server/src/backtest/advisor.ts";
import type { BacktestSubject } from "../server/src/backtest/backtest.ts";
import type { BacktestDay } from "../server/src/backtest/backtest-data.ts";
import { recommenders } from "../server/src/backtest/recommenders/recommenders.ts";
import { seriesSubjects } from "../server/src/backtest/series-subjects.ts";
import { simulate } from "../server/src/backtest/simulate.ts";
import { forecastSeries } from "../server/src/forecast/forecast-series.ts";
import type { Series } from "../server/src/history/series.ts";
import { defaultResourcePlan } from "../server/src/workload/defaults.ts";
import type { SizingPolicy } from "../server/src/workload/resource-plan.ts";
import { quantileOf } from "./forecast-metrics.ts";

/** What one way to size did to one series. */
export interface Score {
  /** Requested and not used ÷ requested. */
  readonly ofRequested: number;
  /** Requested and not used ÷ used. */
  readonly ofUsed: number;
  /** Share of time with use above the request. */
  readonly above: number;
  readonly changesPerDay: number;
}

/** A way to size, and what it did to each series. */
export interface Way {
  readonly name: string;
  readonly scores: readonly Score[];
}

/** Days that are replayed at most, and days of history that are left before them at least. */
const [mostDays, leastBefore] = [14, 3];
const day = 86_400;

/** CPU quantiles of our policy that make its frontier; the margin is the default's. */
export const frontierQuantiles = [0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99] as const;

/** The known recommenders, and one that knows the day to come: its 90th percentile with VPA's margin. */
export function otherWays(series: readonly Series[]): readonly Way[] {
  const others = [...recommenders.map(advisorOf), oracle];
  const subjects = ownSubjects(series, defaultResourcePlan.sizing, 1);
  return others.map((advisor) => ({
    name: advisor.name,
    scores: subjects.map(({ series: each, subject }) => scoreOf(each, advisor, subject)),
  }));
}

/** Our default policy with another quantile and horizon. */
export function ownWay(name: string, series: readonly Series[], quantile: number, horizonDays: number): Way {
  const { sizing } = defaultResourcePlan;
  const subjects = ownSubjects(series, { ...sizing, cpu: { ...sizing.cpu, quantile } }, horizonDays);
  return { name, scores: subjects.map(({ series: each, subject }) => scoreOf(each, subject.own, subject)) };
}

function ownSubjects(
  series: readonly Series[],
  policy: SizingPolicy,
  horizonDays: number,
): readonly { readonly series: Series; readonly subject: BacktestSubject }[] {
  const forecasts = (known: Series, quantile: number) =>
    forecastSeries(known, {
      horizonSeconds: horizonDays * day,
      quantile,
      model: defaultResourcePlan.forecast.model,
      minimumHistorySeconds: policy.minimumHistorySeconds,
    });
  return series.flatMap((each) =>
    seriesSubjects([each], { policy, forecasts }).map((subject) => ({ series: each, subject })),
  );
}

const oracle: Advisor = {
  id: "oracle",
  name: "(knows the day)",
  minimumChange: 0,
  advise: (origin, standings) =>
    standings.map(({ case: { use } }) => {
      const from = Math.round((origin - use.start) / (use.stepSeconds * 1000));
      const coming = use.mean.subarray(from, from + day / use.stepSeconds).filter((value) => !Number.isNaN(value));
      return coming.length === 0 ? undefined : { request: quantileOf(coming, 0.9) * 1.15 };
    }),
};

function scoreOf(series: Series, advisor: Advisor, subject: BacktestSubject): Score {
  const end = series.start + series.mean.length * series.stepSeconds * 1000;
  const known = Math.floor((series.mean.length * series.stepSeconds) / day);
  const days = Math.min(mostDays, known - leastBefore);
  const [lived = []] = simulate(advisor, subject.cases, { start: end - days * day * 1000, days }, () => false) ?? [];
  const sum = (of: (each: BacktestDay) => number): number => lived.reduce((total, each) => total + of(each), 0);
  const requested = sum(({ outcome }) => outcome.requested);
  const slack = sum(({ outcome }) => outcome.slack);
  return {
    ofRequested: slack / requested,
    ofUsed: slack / usedIn(series, days),
    above: sum(({ outcome }) => outcome.secondsAbove) / sum(({ outcome }) => outcome.seconds),
    changesPerDay: sum(({ changed }) => (changed ? 1 : 0)) / days,
  };
}

/** Core-hours over the last days. */
function usedIn({ mean, stepSeconds }: Series, days: number): number {
  const last = mean.subarray(mean.length - Math.round((days * day) / stepSeconds));
  const total = last.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
  return Math.max((total * stepSeconds) / 3600, Number.MIN_VALUE);
}

import { performance } from "node:perf_hooks";
import { peakDemand } from "../server/src/forecast/demand.ts";
import { type ForecastRequest, forecastSeries } from "../server/src/forecast/forecast-series.ts";
import type { Series } from "../server/src/history/series.ts";
import type { BenchSeries, Competition } from "./forecast-data.ts";
import {
  average,
  covered,
  meanAbsoluteError,
  pinball,
  quantileOf,
  seasonalError,
  symmetricError,
} from "./forecast-metrics.ts";
import { conformalNaive, naive2, selectClassical, vpaTarget } from "./forecast-references.ts";

/** A forecast and the competition's reference, both by the competition's two errors. */
export interface CompetitionScore {
  readonly name: string;
  readonly ours: Errors;
  readonly reference: Errors;
}

interface Errors {
  readonly symmetric: number;
  readonly scaled: number;
}

/** One series over its daily origins: means over them. */
export interface SeriesScore {
  readonly name: string;
  readonly family: string;
  readonly days: number;
  readonly origins: number;
  /** Mean absolute scaled errors. */
  readonly ours: number;
  readonly seasonalNaive: number;
  readonly select: number;
  readonly coverage: number;
  readonly bound: number;
  readonly naiveBound: number;
  readonly request: Request;
  readonly models: readonly string[];
  readonly milliseconds: readonly number[];
}

/** One constant for the next day: the pinball losses, and the share of steps below ours. */
interface Request {
  readonly ours: number;
  readonly vpa: number;
  readonly week: number;
  readonly coverage: number;
}

const quantile = 0.95;

/** The 48 hours after the training part. */
export function scoreCompetition({ name, train, test }: Competition): CompetitionScore {
  const scale = seasonalError(train, 24);
  const errors = (forecast: Float64Array): Errors => ({
    symmetric: symmetricError(test, forecast),
    scaled: meanAbsoluteError(test, forecast) / scale,
  });
  const { mean } = forecastSeries(seriesOf(name, train, 3600), requestOf(test.length * 3600));
  return { name, ours: errors(mean), reference: errors(naive2(train, 24, test.length)) };
}

/** The last seven daily origins of a series that have enough before them; undefined where there is none. */
export function scoreSeries({ name, family, stepSeconds, values }: BenchSeries, days: number): SeriesScore | undefined {
  const day = Math.round(86_400 / stepSeconds);
  const steps = days * day;
  const scores = Array.from({ length: 7 }, (_, i) => values.length - steps - i * day)
    .filter((origin) => origin >= 2 * day && origin >= steps)
    .map((origin) =>
      scoreOrigin(
        seriesOf(name, values.subarray(0, origin), stepSeconds),
        values.subarray(origin, origin + steps),
        day,
      ),
    );
  if (scores.length === 0) return undefined;
  const mean = (pick: (score: OriginScore) => number) => average(scores.map(pick));
  return {
    name,
    family,
    days,
    origins: scores.length,
    ours: mean((score) => score.ours),
    seasonalNaive: mean((score) => score.seasonalNaive),
    select: mean((score) => score.select),
    coverage: mean((score) => score.coverage),
    bound: mean((score) => score.bound),
    naiveBound: mean((score) => score.naiveBound),
    request: {
      ours: mean(({ request }) => request.ours),
      vpa: mean(({ request }) => request.vpa),
      week: mean(({ request }) => request.week),
      coverage: mean(({ request }) => request.coverage),
    },
    models: scores.map(({ model }) => model),
    milliseconds: scores.map(({ milliseconds }) => milliseconds),
  };
}

interface OriginScore extends Omit<SeriesScore, "name" | "family" | "days" | "origins" | "models" | "milliseconds"> {
  readonly model: string;
  readonly milliseconds: number;
}

function scoreOrigin(series: Series, truth: Float64Array, day: number): OriginScore {
  const known = series.mean;
  const steps = truth.length;
  const scale = seasonalError(known.subarray(-28 * day), day) || 1;
  const begin = performance.now();
  const forecast = forecastSeries(series, requestOf(steps * series.stepSeconds));
  const milliseconds = performance.now() - begin;
  const naive = Float64Array.from({ length: steps }, (_, h) => known[known.length - day + (h % day)] ?? 0);
  const naiveBound = conformalNaive(known, day, steps, quantile);
  const error = (other: Float64Array) => meanAbsoluteError(truth, other) / scale;
  const loss = (bound: (step: number) => number) => pinball(truth, bound, quantile) / scale;
  const upper = (step: number) => forecast.upper[step] ?? Number.NaN;
  const request = peakDemand(forecast, series, quantile);
  const vpa = vpaTarget(known, day);
  const week = quantileOf(known.subarray(-7 * day), 0.97);
  return {
    ours: error(forecast.mean),
    seasonalNaive: error(naive),
    select: error(selectClassical(known, day, steps)),
    coverage: covered(truth, upper),
    bound: loss(upper),
    naiveBound: loss((step) => naiveBound[step] ?? Number.NaN),
    request: {
      ours: loss(() => request),
      vpa: loss(() => vpa),
      week: loss(() => week),
      coverage: covered(truth, () => request),
    },
    model: forecast.model ?? "none",
    milliseconds,
  };
}

function requestOf(horizonSeconds: number): ForecastRequest {
  return { horizonSeconds, quantile, model: "auto", minimumHistorySeconds: 86_400 };
}

function seriesOf(id: string, mean: Float64Array, stepSeconds: number): Series {
  return {
    id,
    workload: id,
    resource: "cpu",
    unit: "cores",
    start: Date.UTC(2026, 0, 5),
    stepSeconds,
    mean,
    max: mean,
    interpolated: [],
    samples: mean.length,
    files: [],
  };
}

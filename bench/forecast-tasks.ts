import { peakDemand } from "../server/src/forecast/demand.ts";
import { type ForecastRequest, forecastSeries } from "../server/src/forecast/forecast-series.ts";
import { bridgeGaps } from "../server/src/forecast/window.ts";
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
import { randomFrom } from "./random.ts";

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

/** What is asked at each origin of a series. */
export interface Task {
  readonly name: string;
  /** The horizon. */
  readonly days: number;
  /** Days that are known; without it all that came before. */
  readonly known?: number;
  /** Whether a tenth of the known values is taken away and a hundredth becomes spikes. */
  readonly dirty?: boolean;
}

/** The tasks, the first of which is the one that counts. */
export const tasks: readonly Task[] = [
  { name: "24 h ahead", days: 1 },
  { name: "7 days ahead", days: 7 },
  { name: "24 h ahead, 1 day known", days: 1, known: 1 },
  { name: "24 h ahead, 3 days known", days: 1, known: 3 },
  { name: "24 h ahead, 7 days known", days: 1, known: 7 },
  { name: "24 h ahead, 10 % gaps and 1 % spikes", days: 1, dirty: true },
];

/** One series over its daily origins: means over them. */
export interface SeriesScore {
  readonly task: string;
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
  /** Of the processor, for each forecast: the clock would tell how busy the machine is. */
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
export function scoreSeries(
  { name, family, stepSeconds, values }: BenchSeries,
  task: Task,
  seed: number,
): SeriesScore | undefined {
  const day = Math.round(86_400 / stepSeconds);
  const steps = task.days * day;
  const scores = Array.from({ length: 7 }, (_, i) => values.length - steps - i * day)
    .filter((origin) => origin >= 2 * day && origin >= steps)
    .map((origin) => {
      const clean = values.subarray(task.known === undefined ? 0 : Math.max(0, origin - task.known * day), origin);
      const known = task.dirty === true ? spoiled(clean, seed + origin) : clean;
      const scale = seasonalError(values.subarray(Math.max(0, origin - 28 * day), origin), day) || 1;
      return scoreOrigin(seriesOf(name, known, stepSeconds), values.subarray(origin, origin + steps), day, scale);
    });
  if (scores.length === 0) return undefined;
  const mean = (pick: (score: OriginScore) => number) => average(scores.map(pick));
  return {
    task: task.name,
    name,
    family,
    days: task.days,
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

interface OriginScore
  extends Omit<SeriesScore, "task" | "name" | "family" | "days" | "origins" | "models" | "milliseconds"> {
  readonly model: string;
  readonly milliseconds: number;
}

function scoreOrigin(series: Series, truth: Float64Array, day: number, scale: number): OriginScore {
  // The references know nothing of gaps.
  const known = bridgeGaps(series.mean, day).values;
  const steps = truth.length;
  const used = process.threadCpuUsage();
  const forecast = forecastSeries(series, requestOf(steps * series.stepSeconds));
  const { user, system } = process.threadCpuUsage(used);
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
    milliseconds: (user + system) / 1000,
  };
}

/** Runs of some eight steps are missing, a tenth of all, and each hundredth value is ten times what it was. */
function spoiled(values: Float64Array, seed: number): Float64Array {
  const random = randomFrom(seed);
  let missing = false;
  return values.map((value, i) => {
    missing = random() < (missing ? 7 / 8 : 1 / 72);
    if (missing && i > 0) return Number.NaN;
    return random() < 0.01 ? 10 * value : value;
  });
}

function requestOf(horizonSeconds: number): ForecastRequest {
  return { horizonSeconds, quantile, model: "auto", minimumHistorySeconds: 0 };
}

/** A series with nothing but these values. */
export function seriesOf(id: string, mean: Float64Array, stepSeconds: number): Series {
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

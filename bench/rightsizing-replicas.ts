import { hpa } from "../server/src/backtest/replicas/hpa.ts";
import { measureReplicas, type ReplicaOutcome } from "../server/src/backtest/replicas/measure-replicas.ts";
import { phpaLinear } from "../server/src/backtest/replicas/phpa.ts";
import { type ReplicaScaler, replicasFor, type ScaledLoad } from "../server/src/backtest/replicas/replica-scaler.ts";
import { yesterdaysReplicas } from "../server/src/backtest/replicas/yesterday.ts";
import { forecastSeries } from "../server/src/forecast/forecast-series.ts";
import { seriesUntil } from "../server/src/history/history.ts";
import type { Series } from "../server/src/history/series.ts";
import { type BenchSeries, readSeries } from "./forecast-data.ts";
import { average } from "./forecast-metrics.ts";

const day = 86_400;
const replayedDays = 7;
/** Replicas that the highest load needs: enough that rounding to whole ones does not decide. */
const mostReplicas = 20;

/** Prints what scaling by request rates would have cost and risked: ours by the forecast's bound, and known scalers. */
export function printReplicas(folder: string): void {
  const series = readSeries(folder).filter(({ family }) => family === "requests");
  if (series.length === 0) return;
  console.log(`\nreplicas by request rate: ${series.length} series, ${replayedDays} days`);
  const ways: readonly (readonly [string, (of: BenchSeries) => ReplicaOutcome])[] = [
    ["HPA, reactive", (of) => outcomeOf(of, hpa)],
    ["PHPA linear", (of) => outcomeOf(of, phpaLinear)],
    ["yesterday's need", (of) => outcomeOf(of, yesterdaysReplicas)],
    ...[0.5, 0.7, 0.9, 0.95].map(
      (quantile) => [`ours, q ${quantile}`, (of: BenchSeries) => outcomeOf(of, ownScaler(of, quantile))] as const,
    ),
  ];
  for (const [name, measure] of ways) {
    const outcomes = series.map(measure);
    const short = (100 * average(outcomes.map(({ timeShort }) => timeShort))).toFixed(2);
    const excess = (100 * average(outcomes.map((outcome) => outcome.excess))).toFixed(1);
    console.log(
      `  ${name.padEnd(20)}${`${short} %`.padStart(10)} of time too few${`${excess} %`.padStart(10)} too many`,
    );
  }
}

function outcomeOf({ values, stepSeconds }: BenchSeries, scaler: ReplicaScaler): ReplicaOutcome {
  const highest = values.reduce((most, value) => Math.max(most, value), 0);
  const scaled: ScaledLoad = { load: values, stepSeconds, point: highest / mostReplicas };
  const from = values.length - Math.round((replayedDays * day) / stepSeconds);
  return measureReplicas(scaler(scaled), scaled, from);
}

/** Each day's replicas from the bound of a forecast that was made at its start. */
function ownScaler({ name, values, stepSeconds }: BenchSeries, quantile: number): ReplicaScaler {
  const series: Series = {
    id: name,
    workload: name,
    resource: "requests",
    unit: "requests/s",
    start: 0,
    stepSeconds,
    mean: values,
    max: values,
    interpolated: [],
    samples: values.length,
    files: [],
  };
  const steps = Math.round(day / stepSeconds);
  return ({ point }) => {
    const replicas = new Float64Array(values.length);
    for (let origin = values.length - replayedDays * steps; origin < values.length; origin += steps) {
      const known = seriesUntil(series, origin * stepSeconds * 1000 - 1);
      if (known === undefined) continue;
      const request = { horizonSeconds: day, quantile, model: "auto", minimumHistorySeconds: day };
      const { upper } = forecastSeries(known, request);
      upper.forEach((amount, ahead) => {
        replicas[origin + ahead] = replicasFor(amount, point);
      });
    }
    return replicas;
  };
}

import { parentPort, workerData } from "node:worker_threads";
import { readCompetition, readSeries } from "./forecast-data.ts";
import { type Times, timeForecasts } from "./forecast-speed.ts";
import { type CompetitionScore, type SeriesScore, scoreCompetition, scoreSeries, tasks } from "./forecast-tasks.ts";

/** What a worker is started with. */
export interface Share {
  readonly folder: string;
  /** This worker's turn among `of`. */
  readonly turn: number;
  readonly of: number;
  /** Every so many-th series of each kind, from `from` on. */
  readonly every: number;
  readonly from: number;
  /** Of what is made dirty, and of the series for the time. */
  readonly seed: number;
  /** Made series whose forecasts are timed. */
  readonly timed: number;
}

/** What a worker reports, one at a time. */
export type Report =
  | { readonly competition: CompetitionScore }
  | { readonly series: SeriesScore }
  | { readonly times: Times };

const { folder, turn, of, every, from, seed, timed }: Share = workerData;
const mine = <T>(items: readonly T[]) =>
  items.filter((_, i) => i % every === from % every).filter((_, i) => i % of === turn);
const report = (message: Report) => parentPort?.postMessage(message);
report({ times: timeForecasts(timed, seed + turn) });
for (const item of mine(readCompetition(folder))) report({ competition: scoreCompetition(item) });
for (const task of tasks) {
  for (const item of mine(readSeries(folder))) {
    const series = scoreSeries(item, task, seed);
    if (series !== undefined) report({ series });
  }
}

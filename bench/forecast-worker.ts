import { parentPort, workerData } from "node:worker_threads";
import { readCompetition, readSeries } from "./forecast-data.ts";
import { scoreCompetition, scoreSeries } from "./forecast-tasks.ts";

/** What a worker is started with. */
export interface Share {
  readonly folder: string;
  /** This worker's turn among `of`. */
  readonly turn: number;
  readonly of: number;
  /** Every so many-th series of each kind, from `from` on. */
  readonly every: number;
  readonly from: number;
}

const { folder, turn, of, every, from }: Share = workerData;
const mine = <T>(items: readonly T[]) =>
  items.filter((_, i) => i % every === from % every).filter((_, i) => i % of === turn);
for (const item of mine(readCompetition(folder))) {
  parentPort?.postMessage({ competition: scoreCompetition(item) });
}
for (const days of [1, 7]) {
  for (const item of mine(readSeries(folder))) parentPort?.postMessage({ series: scoreSeries(item, days) });
}

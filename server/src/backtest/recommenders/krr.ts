import { quantile } from "../../forecast/statistics.ts";
import { ascending, lastDays, type ReplicaUse } from "../replica-use.ts";
import type { Advised, Recommender } from "./recommender.ts";

/*
 * Robusta KRR. Constants: `robusta_krr/strategies/simple.py:28-66`, `core/abstract/strategies.py`; rounding:
 * `core/runner.py:286-312`. It takes the highest pod; in a history of totals every pod uses its part.
 */

const mebibyte = 1_048_576;
const historyDays = 14;
/** Seconds between the points that it asks a server for, and how many of them it wants at least. */
const pointInterval = 75;
const pointsRequired = 100;
const cpuPercentile = 0.95;
const memoryBuffer = 0.15;

/** KRR's default strategy: the 95th percentile of CPU, the highest memory with a buffer as request and limit. */
export const krrSimple: Recommender = {
  id: "krr",
  name: "KRR simple",
  minimumChange: 0,
  advise: (use) => (use.resource === "memory" ? krrMemory(use) : krrCpu(use, cpuPercentile)),
};

/** The CPU percentile of the last two weeks, raised to KRR's floor and to whole millicores. */
export function krrCpu({ mean, stepSeconds }: ReplicaUse, percentile: number): Advised | undefined {
  const known = ascending(lastDays(mean, stepSeconds, historyDays));
  if (!hasEnough(known, stepSeconds)) return undefined;
  return { request: Math.max(0.01, Math.ceil(quantile(known, percentile) * 1000) / 1000) };
}

/** The highest memory of the last two weeks with the buffer, raised to KRR's floor and to whole mebibytes. */
export function krrMemory({ max, stepSeconds }: ReplicaUse): Advised | undefined {
  const known = ascending(lastDays(max, stepSeconds, historyDays));
  if (!hasEnough(known, stepSeconds)) return undefined;
  const wanted = (known.at(-1) ?? 0) * (1 + memoryBuffer);
  const amount = Math.max(100, Math.ceil(wanted / mebibyte)) * mebibyte;
  return { request: amount, limit: amount };
}

function hasEnough({ length }: Float64Array, stepSeconds: number): boolean {
  return (length * stepSeconds) / pointInterval >= pointsRequired;
}

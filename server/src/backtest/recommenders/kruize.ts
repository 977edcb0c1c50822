import { quantile } from "../../forecast/statistics.ts";
import { ascending, lastDays, type ReplicaUse } from "../replica-use.ts";
import type { Advised, Recommender } from "./recommender.ts";

/*
 * Kruize. Constants: kruize/autotune `analyzer/recommendations/model/GenericRecommendationModel.java`; its medium term
 * of seven days; a change below 10 % is none. Throttling is not part of a usage history and counts as none.
 */

const historyDays = 7;
const memoryBuffer = 0.2;
const spikeBuffer = 0.05;

/** Kruize's cost model: CPU at the 60th percentile. */
export const kruizeCost: Recommender = kruize("kruize-cost", "Kruize cost", 0.6);

/** Kruize's performance model: CPU at the 98th percentile. */
export const kruizePerformance: Recommender = kruize("kruize-performance", "Kruize performance", 0.98);

function kruize(id: string, name: string, percentile: number): Recommender {
  const advise = (use: ReplicaUse): Advised | undefined =>
    use.resource === "cpu" ? cpu(use, percentile) : memory(use);
  return { id, name, minimumChange: 0.1, advise };
}

/** Below one core the highest use, for percentiles of little are noise. */
function cpu({ max, stepSeconds }: ReplicaUse, percentile: number): Advised | undefined {
  const known = ascending(lastDays(max, stepSeconds, historyDays));
  const highest = known.at(-1);
  if (highest === undefined) return undefined;
  const amount = highest < 1 ? highest : quantile(known, percentile);
  return { request: amount, limit: amount };
}

/** The highest use, and on top a fifth of it or the largest rise within an interval, whichever is less. */
function memory({ mean, max, stepSeconds }: ReplicaUse): Advised | undefined {
  const peaks = lastDays(max, stepSeconds, historyDays);
  const means = lastDays(mean, stepSeconds, historyDays);
  const highest = ascending(peaks).at(-1);
  if (highest === undefined) return undefined;
  // A history keeps no minima; the rise above the mean, twice, is what an even rise has.
  const spikes = ascending(peaks.map((peak, slot) => Math.ceil(2 * (peak - (means[slot] ?? Number.NaN)))));
  const amount = Math.min(highest * (1 + memoryBuffer), highest + (spikes.at(-1) ?? 0) * (1 + spikeBuffer));
  return { request: amount, limit: amount };
}

import { lastDays, type ReplicaUse, slotTime } from "../replica-use.ts";
import { type Buckets, linearBuckets } from "./buckets.ts";
import { DecayingHistogram } from "./decaying-histogram.ts";
import type { Recommender } from "./recommender.ts";

/* Crane's resource recommender. Constants: gocrane/crane `pkg/recommendation/recommender/resource/registry.go:51-93`. */

const hour = 3600;
const mebibyte = 1_048_576;
const settings: Readonly<Record<ReplicaUse["resource"], { readonly buckets: Buckets; readonly halfLife: number }>> = {
  cpu: { buckets: linearBuckets(100, 0.1), halfLife: 24 * hour },
  memory: { buckets: linearBuckets(104_857_600_000, 104_857_600), halfLife: 48 * hour },
};
const historyDays = 7;
const percentile = 0.99;
const margin = 0.15;
const oomBumpRatio = 1.2;
const oomMinimumBump = 100 * mebibyte;

/** Crane: the 99th percentile of a week in wide even buckets, with a margin, and above what was killed. */
export const crane: Recommender = {
  id: "crane",
  name: "Crane",
  minimumChange: 0,
  advise: (use) => {
    const { buckets, halfLife } = settings[use.resource];
    const histogram = new DecayingHistogram(buckets, halfLife);
    const values = lastDays(use.resource === "cpu" ? use.mean : use.max, use.stepSeconds, historyDays);
    const skipped = use.mean.length - values.length;
    values.forEach((value, slot) => {
      if (!Number.isNaN(value)) histogram.add(value, 1, slotTime(use, skipped + slot));
    });
    const request = histogram.percentile(percentile) * (1 + margin);
    if (request === 0) return undefined;
    const oldest = slotTime(use, skipped);
    const bumped = use.kills
      .filter(({ time }) => time >= oldest)
      .map(({ limit }) => Math.max(limit * oomBumpRatio, limit + oomMinimumBump));
    return { request: Math.max(request, ...bumped) };
  },
};

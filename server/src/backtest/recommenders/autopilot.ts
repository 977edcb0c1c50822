import { type ReplicaUse, slotTime } from "../replica-use.ts";
import type { Recommender } from "./recommender.ts";

/*
 * The moving-window recommender of Google's Autopilot (Rzadca et al., EuroSys 2020, section 3). The paper gives the
 * half-lives, the statistics, 10 to 15 % of margin (less for large limits) and the last hour's highest recommendation.
 * It does not give the buckets nor the margin's course: a hundredth of a core, 16 MiB, and 15 % are assumed.
 */

const hour = 3600;
const settings = {
  /** CPU of a serving job: the 95th percentile of the load-adjusted histogram. */
  cpu: { halfLife: 12 * hour, percentile: 0.95, bucket: 0.01 },
  /** Memory of a job that tolerates few kills: its 98th, of the peaks within the steps. */
  memory: { halfLife: 48 * hour, percentile: 0.98, bucket: 16 * 1_048_576 },
} as const;
const margin = 0.15;

/** The moving window for serving jobs; its machine-learned sibling cannot be replayed: its parameters are not published. */
export const autopilot: Recommender = {
  id: "autopilot",
  name: "Autopilot window",
  minimumChange: 0,
  advise: (use) => {
    const limit = highestOfLastHour(use);
    return limit === 0 ? undefined : { request: limit, limit };
  },
};

function highestOfLastHour(use: ReplicaUse): number {
  const { halfLife, percentile, bucket } = settings[use.resource];
  const values = use.resource === "cpu" ? use.mean : use.max;
  const weights = new Map<number, number>();
  const lastHour = values.length - Math.max(1, Math.floor(hour / use.stepSeconds));
  let highest = 0;
  values.forEach((value, slot) => {
    if (!Number.isNaN(value)) {
      const index = Math.ceil(value / bucket);
      const age = (slotTime(use, values.length) - slotTime(use, slot)) / 1000;
      weights.set(index, (weights.get(index) ?? 0) + 2 ** (-age / halfLife));
    }
    if (slot >= lastHour) highest = Math.max(highest, loadPercentile(weights, percentile) * bucket);
  });
  return highest * (1 + margin);
}

/** The bucket up to which a share of the load lies: each bucket weighs its own height as well. */
function loadPercentile(weights: ReadonlyMap<number, number>, share: number): number {
  const loads = [...weights].map(([index, weight]) => ({ index, load: index * weight }));
  loads.sort((a, b) => a.index - b.index);
  const total = loads.reduce((sum, { load }) => sum + load, 0);
  let below = 0;
  const reached = loads.find(({ load }) => {
    below += load;
    return below >= share * total;
  });
  return reached?.index ?? 0;
}

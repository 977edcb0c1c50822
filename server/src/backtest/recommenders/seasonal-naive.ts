import { quantile } from "../../forecast/statistics.ts";
import { ascending, lastDays } from "../replica-use.ts";
import type { Recommender } from "./recommender.ts";

/** What the day before needed: the 95th percentile of CPU, all of memory. The least that a forecast has to beat. */
export const seasonalNaive: Recommender = {
  id: "yesterday",
  name: "yesterday's need",
  minimumChange: 0,
  advise: ({ resource, mean, max, stepSeconds }) => {
    const known = ascending(lastDays(resource === "cpu" ? mean : max, stepSeconds, 1));
    if (known.length === 0) return undefined;
    const request = quantile(known, resource === "cpu" ? 0.95 : 1);
    return resource === "cpu" ? { request } : { request, limit: request };
  },
};

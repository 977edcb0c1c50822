import type { Recommender } from "./recommender.ts";
import { vpaEstimates } from "./vpa-estimates.ts";

/** Goldilocks for QoS class Burstable: VPA's lower bound is the request, its upper bound the limit (the same template). */
export const goldilocksBurstable: Recommender = {
  id: "goldilocks-burstable",
  name: "Goldilocks Burstable",
  minimumChange: 0,
  advise: (use) => {
    const estimates = vpaEstimates(use);
    return estimates && { request: estimates.lower, limit: estimates.upper };
  },
};

import type { Recommender } from "./recommender.ts";
import { vpaEstimates } from "./vpa-estimates.ts";

/** Goldilocks for QoS class Guaranteed: request and limit are VPA's target (`pkg/dashboard/templates/container.gohtml`). */
export const goldilocksGuaranteed: Recommender = {
  id: "goldilocks-guaranteed",
  name: "Goldilocks Guaranteed",
  minimumChange: 0,
  advise: (use) => {
    const estimates = vpaEstimates(use);
    return estimates && { request: estimates.target, limit: estimates.target };
  },
};

import type { Recommender } from "./recommender.ts";
import { vpaEstimates } from "./vpa-estimates.ts";

/**
 * The VerticalPodAutoscaler's target; limits keep their ratio to the request. It moves a pod for a tenth and more
 * (`pkg/updater/config/config.go:61-77`).
 */
export const vpa: Recommender = {
  id: "vpa",
  name: "VPA",
  minimumChange: 0.1,
  advise: (use) => {
    const estimates = vpaEstimates(use);
    return estimates && { request: estimates.target };
  },
};

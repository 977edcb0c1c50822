import { krrCpu, krrMemory } from "./krr.ts";
import type { Recommender } from "./recommender.ts";

/** KRR's `simple_limit` (`robusta_krr/strategies/simple_limit.py`): CPU requested at its 66th percentile, limited at its 96th. */
export const krrSimpleLimit: Recommender = {
  id: "krr-limit",
  name: "KRR simple-limit",
  minimumChange: 0,
  advise: (use) => {
    if (use.resource === "memory") return krrMemory(use);
    const [request, limit] = [krrCpu(use, 0.66), krrCpu(use, 0.96)];
    return request && limit && { request: request.request, limit: limit.request };
  },
};

import { autopilot } from "./autopilot.ts";
import { crane } from "./crane.ts";
import { goldilocksBurstable } from "./goldilocks-burstable.ts";
import { goldilocksGuaranteed } from "./goldilocks-guaranteed.ts";
import { krrSimple } from "./krr.ts";
import { krrSimpleLimit } from "./krr-simple-limit.ts";
import { kruizeCost, kruizePerformance } from "./kruize.ts";
import { kubecost } from "./kubecost.ts";
import type { Recommender } from "./recommender.ts";
import { seasonalNaive } from "./seasonal-naive.ts";
import { vpa } from "./vpa.ts";

/** Every known recommender that a backtest replays, in the order of its tables. */
export const recommenders: readonly Recommender[] = [
  vpa,
  goldilocksGuaranteed,
  goldilocksBurstable,
  krrSimple,
  krrSimpleLimit,
  autopilot,
  crane,
  kubecost,
  kruizeCost,
  kruizePerformance,
  seasonalNaive,
];

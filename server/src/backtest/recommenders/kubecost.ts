import { ascending, lastDays } from "../replica-use.ts";
import type { Recommender } from "./recommender.ts";

/* Kubecost's container request sizing, by its documentation (it is closed source): highest use ÷ target utilization. */

const targetUtilization = 0.7;
/** The window is the caller's choice, of two days at least; a week is assumed. */
const historyDays = 7;
const leastDays = 2;
const floors = { cpu: 0.01, memory: 20 * 1_048_576 } as const;

/** Kubecost with its default algorithm `max` and target utilization 0.7. */
export const kubecost: Recommender = {
  id: "kubecost",
  name: "Kubecost 0.7",
  minimumChange: 0,
  advise: ({ resource, max, stepSeconds }) => {
    const known = ascending(lastDays(max, stepSeconds, historyDays));
    if (known.length * stepSeconds < leastDays * 86_400) return undefined;
    return { request: Math.max(floors[resource], (known.at(-1) ?? 0) / targetUtilization) };
  },
};

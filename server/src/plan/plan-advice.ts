import { groupBy } from "../history/group-by.ts";
import type { Advice } from "../rules/advice.ts";
import type { Plan } from "./plan-data.ts";

/** What a plan says about single values, for the rules to compare with the documents. */
export function planAdvice({
  workloads,
  allocation,
  now,
  unreadHistory,
}: Pick<Plan, "workloads" | "allocation" | "now" | "unreadHistory">): Advice {
  const { unplaced, solution } = allocation;
  const waiting = groupBy(unplaced, ({ workload }) => workload);
  return {
    sizings: new Map(workloads.map(({ sizing }) => [sizing.workload, sizing])),
    unplaced: new Map(workloads.map(({ sizing: { workload } }) => [workload, waiting.get(workload) ?? []])),
    binding: solution.binding,
    hasHistory: now !== undefined,
    unreadHistory,
  };
}

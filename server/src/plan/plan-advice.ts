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
  return {
    sizings: new Map(workloads.map(({ sizing }) => [sizing.workload, sizing])),
    unplaced: new Map(
      workloads.map(({ sizing: { workload: id } }) => [id, unplaced.filter(({ workload }) => workload === id)]),
    ),
    binding: solution.binding,
    hasHistory: now !== undefined,
    unreadHistory,
  };
}

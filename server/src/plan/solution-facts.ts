import type { HistoryFileReport } from "../history/series.ts";
import { formatDuration } from "../quantity/duration.ts";
import { describeAmount } from "../quantity/round.ts";
import type { AllocationMethod } from "../workload/resource-plan.ts";
import type { Plan } from "./plan-data.ts";
import { money, none } from "./report-facts.ts";

/** How the allocation was found and how far it may be from the best one, as names and values for people. */
export function solutionFacts({ allocation: { solution } }: Plan): readonly (readonly [string, string])[] {
  const amount = amountIn(solution.objective);
  const { binding, stopped } = solution;
  const gap = solution.proven
    ? "0 %: no cheaper placement exists"
    : `${(solution.gap * 100).toFixed(1)} %: the best placement can be better by no more than this`;
  return [
    ["Method", `${methodNames[solution.method]}: ${solution.detail}`],
    [objectiveNames[solution.objective], amount(solution.cost)],
    ["Proven bound", amount(solution.bound)],
    ["Gap", gap],
    ["Verified", "every placement was recomputed from the manifests and pools by an independent check"],
    ...(binding === undefined
      ? []
      : [
          [
            "Scarce",
            `${describeAmount(binding.resource, binding.missing)} of ${binding.resource} missing: ${binding.reason}`,
          ] as const,
        ]),
    [
      "Search",
      `${solution.iterations} iterations in ${formatDuration(Math.ceil(solution.seconds * 1000) / 1000)}, seed ${solution.seed}${stopped === undefined ? "" : `; ${stoppedNames[stopped]}`}`,
    ],
  ];
}

/** The methods as people call them. */
export const methodNames: Readonly<Record<AllocationMethod, string>> = {
  auto: "Automatic",
  greedy: "Greedy",
  linearProgramming: "Linear programming",
  dynamicProgramming: "Dynamic programming",
};
const objectiveNames = { cost: "Cost per hour", nodes: "Nodes", servedDemand: "Served demand" } as const;
const stoppedNames = { timeLimit: "cut by the time limit", cancelled: "cancelled" } as const;

function amountIn(objective: keyof typeof objectiveNames): (value: number) => string {
  if (objective === "cost") return money;
  return (value) => String(Number(value.toFixed(2)));
}

/** `3 negative (lines 4, 9, …)`: what was wrong with a history file. */
export function problemsInWords({ problems }: HistoryFileReport): string {
  if (problems.length === 0) return none;
  return problems
    .map(({ reason, count, lines }) => {
      const where =
        lines.length === 0
          ? ""
          : ` (${lines.length === 1 && count === 1 ? "line" : "lines"} ${lines.join(", ")}${count > lines.length ? ", …" : ""})`;
      return `${count} ${reason.replaceAll("-", " ")}${where}`;
    })
    .join(", ");
}

import type { BacktestCase } from "./backtest-case.ts";
import type { BacktestDay, BacktestFigures, BacktestRow } from "./backtest-data.ts";

const gibibyte = 1024 ** 3;

/** The days of one case under one way to size. */
export interface CaseDays {
  readonly case: BacktestCase;
  readonly days: readonly BacktestDay[];
}

/** Sums what one way to size would have cost and risked over cases. */
export function rowOf(
  { id, name }: { readonly id: string; readonly name: string },
  cases: readonly CaseDays[],
): BacktestRow {
  const days = cases.reduce((sum, each) => sum + each.days.length, 0);
  const changes = cases.reduce((sum, each) => sum + each.days.filter(({ changed }) => changed).length, 0);
  return {
    recommender: id,
    name,
    cpu: figuresOf(cases, "cpu", 1),
    memory: figuresOf(cases, "memory", gibibyte),
    cost: costOf(cases, "requested"),
    slackCost: costOf(cases, "slack"),
    changesPerDay: days === 0 ? 0 : changes / days,
  };
}

function figuresOf(cases: readonly CaseDays[], resource: "cpu" | "memory", unit: number): BacktestFigures | undefined {
  const days = cases
    .filter((each) => each.case.use.resource === resource)
    .flatMap((each) => each.days)
    .filter(({ outcome }) => outcome.seconds > 0);
  if (days.length === 0) return undefined;
  const sum = (of: "requested" | "slack" | "seconds" | "secondsAbove"): number =>
    days.reduce((total, { outcome }) => total + outcome[of], 0);
  const [requested, slack] = [sum("requested"), sum("slack")];
  return {
    requested: requested / unit,
    slack: slack / unit,
    slackShare: requested === 0 ? 0 : slack / requested,
    timeAbove: sum("secondsAbove") / sum("seconds"),
    oomDays: days.filter(({ outcome }) => outcome.killed !== undefined).length,
    days: days.length,
  };
}

function costOf(cases: readonly CaseDays[], of: "requested" | "slack"): number | undefined {
  let cost = 0;
  for (const { case: each, days } of cases) {
    if (each.price === undefined) return undefined;
    for (const { outcome } of days) cost += each.price * outcome[of];
  }
  return cost;
}

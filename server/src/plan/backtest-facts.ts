import type { Backtest, BacktestRow } from "../backtest/backtest-data.ts";
import { rowBy, slackOf } from "./backtest-table.ts";
import { counted, none } from "./report-facts.ts";

/** `7 days to 2026-01-14 00:00 UTC · 3 workloads`. */
export function backtestSummary({ days, end, workloads }: Backtest): string {
  const until = new Date(end).toISOString().slice(0, 16).replace("T", " ");
  return `${counted(days, "day")} to ${until} UTC · ${counted(workloads.length, "workload")}`;
}

/** What the tables mean, and what a replay does not know. */
export const backtestExplanation =
  "Each day every recommender set its values by what was known that morning, and the day's use was held against them. Slack is what was requested and not used. An OOM day is one on which memory rose above the limit, or above the request where there is no limit. Use is replayed as it was: a container that would have been killed or slowed down uses what it used. Replicas are as many as there were.";

/** `Backtest on the last 7 days: ours 31 % CPU and 20 % memory slack, 0 OOM days; today's values 74 % and 51 %, 0.` */
export function backtestSentence(rows: readonly BacktestRow[], days: number): string {
  const [ours, today] = [rowBy(rows, "ours"), rowBy(rows, "today")];
  const measured = (["cpu", "memory"] as const).filter((resource) => ours?.[resource] !== undefined);
  const hasMemory = measured.includes("memory");
  const slack = measured.map((resource) => `${slackOf(ours?.[resource])} ${names[resource]}`).join(" and ");
  const oomDays = hasMemory ? `, ${counted(ours?.memory?.oomDays ?? 0, "OOM day")}` : "";
  const head = `Backtest on the last ${counted(days, "day")}: ours ${slack} slack${oomDays}`;
  if (today?.cpu === undefined && today?.memory === undefined) return `${head}; today nothing is requested.`;
  const theirs = measured.map((resource) => slackOf(today[resource])).join(" and ");
  return `${head}; today's values ${theirs}${hasMemory ? `, ${today.memory?.oomDays ?? none}` : ""}.`;
}

const names = { cpu: "CPU", memory: "memory" } as const;

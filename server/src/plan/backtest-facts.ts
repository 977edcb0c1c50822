import type { Backtest } from "../backtest/backtest-data.ts";
import { counted } from "./report-facts.ts";

/** `7 days to 2026-01-14 00:00 UTC · 3 workloads`. */
export function backtestSummary({ days, end, workloads }: Backtest): string {
  const until = new Date(end).toISOString().slice(0, 16).replace("T", " ");
  return `${counted(days, "day")} to ${until} UTC · ${counted(workloads.length, "workload")}`;
}

/** What the tables mean, and what a replay does not know. */
export const backtestExplanation =
  "Each day every recommender set its values by what was known that morning, and the day's use was held against them. Slack is what was requested and not used. An OOM day is one on which memory rose above the limit, or above the request where there is no limit. Use is replayed as it was: a container that would have been killed or slowed down uses what it used. Replicas are as many as there were.";

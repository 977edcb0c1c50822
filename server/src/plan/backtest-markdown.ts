import type { Backtest } from "../backtest/backtest-data.ts";
import { backtestExplanation, backtestSummary } from "./backtest-facts.ts";
import { frontierChart } from "./backtest-frontier.ts";
import { replayedTable, waysTable } from "./backtest-table.ts";
import { imageData } from "./image-data.ts";
import { markdownTable, plain } from "./report-markdown.ts";

/** A backtest as Markdown; the chart is an image that carries its own data. */
export function backtestMarkdown(backtest: Backtest): string {
  const chart = frontierChart(backtest.total);
  const blocks = [
    "# Backtest",
    plain(backtestSummary(backtest)),
    markdownTable(waysTable(backtest.total)),
    ...(chart === undefined ? [] : [`![CPU slack against time above the request](${imageData(chart)})`]),
    "## Workloads",
    markdownTable(replayedTable(backtest)),
    backtestExplanation,
    ...(backtest.unreplayed.length === 0
      ? []
      : [
          "## Not replayed",
          backtest.unreplayed.map(({ workload, reason }) => `- ${plain(workload)}: ${plain(reason)}`).join("\n"),
        ]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

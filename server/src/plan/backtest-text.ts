import type { Backtest } from "../backtest/backtest-data.ts";
import { backtestExplanation, backtestSummary } from "./backtest-facts.ts";
import { replayedTable, waysTable } from "./backtest-table.ts";
import { type Paint, tableText } from "./report-text.ts";

/** A backtest for a terminal. */
export function backtestText(backtest: Backtest, paint: Paint = (_, text) => text): string {
  const blocks = [
    `${paint("bold", "Backtest")}  ${backtestSummary(backtest)}`,
    tableText(waysTable(backtest.total), paint),
    tableText(replayedTable(backtest), paint),
    paint("dim", backtestExplanation),
    ...backtest.unreplayed.map(({ workload, reason }) => `${paint("cyan", "Note")}  ${workload}: ${reason}`),
  ];
  return `${blocks.join("\n\n")}\n`;
}

import type { Backtest, BacktestedWorkload, BacktestFigures, BacktestRow } from "../backtest/backtest-data.ts";
import { money, none, percent } from "./report-facts.ts";
import type { Cell, PlainTable } from "./report-table.ts";

/** What each way to size would have cost and risked. */
export function waysTable(rows: readonly BacktestRow[]): PlainTable {
  return {
    headings: [
      "Sized by",
      "CPU slack",
      "core-hours",
      "CPU time above request",
      "Memory slack",
      "GiB-hours",
      "OOM days",
      "Cost",
      "of it slack",
      "Changes a day",
    ],
    rows: rows.map(wayCells),
  };
}

function wayCells({ name, cpu, memory, cost, slackCost, changesPerDay }: BacktestRow): readonly Cell[] {
  return [
    { text: name, tone: "name" },
    { text: slackOf(cpu) },
    { text: cpu === undefined ? none : cpu.slack.toFixed(1) },
    { text: cpu === undefined ? none : tenths(cpu.timeAbove) },
    { text: slackOf(memory) },
    { text: memory === undefined ? none : memory.slack.toFixed(1) },
    oomCell(memory),
    { text: money(cost ?? null) },
    { text: money(slackCost ?? null) },
    { text: changesPerDay.toFixed(2) },
  ];
}

/** Each workload by our advice and by today's values. */
export function replayedTable({ workloads }: Backtest): PlainTable {
  const headings = ["CPU slack", "above", "Memory slack", "OOM days"];
  return {
    headings: [
      "Workload",
      ...headings.map((heading) => `${heading}, ours`),
      ...headings.map((each) => `${each}, today`),
    ],
    rows: workloads.map(({ id, rows }) => [
      { text: id, tone: "name" },
      ...shortCells(rowBy(rows, "ours")),
      ...shortCells(rowBy(rows, "today")),
    ]),
  };
}

/** The row of a way to size. */
export function rowBy(rows: BacktestedWorkload["rows"], recommender: string): BacktestRow | undefined {
  return rows.find((row) => row.recommender === recommender);
}

function shortCells(row: BacktestRow | undefined): readonly Cell[] {
  return [
    { text: slackOf(row?.cpu) },
    { text: row?.cpu === undefined ? none : tenths(row.cpu.timeAbove) },
    { text: slackOf(row?.memory) },
    oomCell(row?.memory),
  ];
}

/** `31 %` of what is requested; a dash where nothing is. */
export function slackOf(figures: BacktestFigures | undefined): string {
  return figures === undefined ? none : percent(figures.slackShare);
}

function oomCell(memory: BacktestFigures | undefined): Cell {
  if (memory === undefined) return { text: none };
  return { text: `${memory.oomDays} of ${memory.days}`, ...(memory.oomDays > 0 && { tone: "bad" }) };
}

function tenths(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

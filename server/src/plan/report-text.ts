import type { Severity } from "../document/finding.ts";
import type { EnvironmentPlan, Plan } from "./plan-data.ts";
import { environmentTable, environmentTitle } from "./report-environments.ts";
import { summaryLine } from "./report-facts.ts";
import { methodTable } from "./report-methods.ts";
import { type Cell, type PlainTable, poolTable, workloadTable } from "./report-table.ts";
import { problemsInWords, solutionFacts } from "./solution-facts.ts";

/** Paints a text for a terminal; the default leaves it as it is. */
export type Paint = (format: "bold" | "dim" | "red" | "yellow" | "blue" | "green" | "cyan", text: string) => string;

/** A plan for a terminal. */
export function reportText(plan: Plan, paint: Paint = (_, text) => text): string {
  const { environments } = plan;
  const head = `${paint("bold", "Resource plan")}  ${summaryLine(plan)}`;
  const blocks =
    environments === undefined
      ? [head, ...planBlocks(plan, paint)]
      : [
          head,
          tableText(environmentTable(environments), paint),
          ...environments.flatMap((each) => partBlocks(each, paint)),
        ];
  return `${blocks.join("\n\n")}\n`;
}

function partBlocks({ name, plan }: EnvironmentPlan, paint: Paint): readonly string[] {
  return [`${paint("bold", environmentTitle(name))}  ${summaryLine(plan)}`, ...planBlocks(plan, paint)];
}

function planBlocks(plan: Plan, paint: Paint): readonly string[] {
  return [
    tableText(workloadTable(plan), paint),
    ...(plan.supplySource === "none"
      ? []
      : [tableText(poolTable(plan), paint), solutionText(plan, paint), ...methodText(plan, paint)]),
    ...findingsText(plan, paint),
    ...historyText(plan, paint),
    ...plan.notes.map((note) => `${paint("cyan", "Note")}  ${note}`),
  ];
}

/** A table for a terminal; columns that are empty throughout are left out. */
export function tableText({ headings, rows }: PlainTable, paint: Paint): string {
  const used = headings.map((_, column) => rows.some((row) => !["", "–"].includes(row[column]?.text ?? "")));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  const line = (cells: readonly Cell[], toneOf: (cell: Cell) => (text: string) => string) =>
    cells
      .map((cell, column) => toneOf(cell)(cell.text.padEnd(widths[column] ?? 0)))
      .filter((_, column) => used[column])
      .join("  ")
      .trimEnd();
  const head = line(
    headings.map((text) => ({ text })),
    () => (text) => paint("dim", text),
  );
  return [head, ...rows.map((row) => line(row, ({ tone }) => painter(tone, paint)))].join("\n");
}

function painter(tone: Cell["tone"], paint: Paint): (text: string) => string {
  const formats = { change: "green", same: "dim", bad: "red", name: "bold" } as const;
  return tone === undefined ? (text) => text : (text) => paint(formats[tone], text);
}

function solutionText(plan: Plan, paint: Paint): string {
  const facts = solutionFacts(plan);
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${paint("dim", name.padEnd(width))}  ${value}`).join("\n");
}

function methodText(plan: Plan, paint: Paint): readonly string[] {
  const table = methodTable(plan);
  return table === undefined ? [] : [tableText(table, paint)];
}

const marks: Readonly<Record<Severity, string>> = { error: "✕", warning: "▲", information: "●", hint: "·" };
const colors = { error: "red", warning: "yellow", information: "blue", hint: "dim" } as const;

function findingsText({ findings }: Plan, paint: Paint): readonly string[] {
  if (findings.length === 0) return [];
  const order: readonly Severity[] = ["error", "warning", "information", "hint"];
  const lines = findings
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .map(({ severity, workload, container, file, message }) => {
      const name = workload === undefined ? file : container === undefined ? workload : `${workload} (${container})`;
      return `${paint(colors[severity], marks[severity])} ${name}: ${message}`;
    });
  return [[paint("bold", "Findings"), ...lines].join("\n")];
}

function historyText({ historyFiles }: Plan, paint: Paint): readonly string[] {
  const dirty = historyFiles.filter(({ problems }) => problems.length > 0);
  if (dirty.length === 0) return [];
  const lines = dirty.map(
    (report) => `${report.file}: ${report.used} of ${report.rows} rows used; ${problemsInWords(report)}`,
  );
  return [[paint("bold", "Usage history"), ...lines].join("\n")];
}

import type { EnvironmentPlan, Plan } from "./plan-data.ts";
import { environmentTable, environmentTitle } from "./report-environments.ts";
import { summaryLine } from "./report-facts.ts";
import { methodTable } from "./report-methods.ts";
import { type PlainTable, poolTable, workloadTable } from "./report-table.ts";
import { problemsInWords, solutionFacts } from "./solution-facts.ts";

/** A plan as Markdown, for a pull request. */
export function reportMarkdown(plan: Plan): string {
  const { environments } = plan;
  const head = ["# Resource plan", plain(summaryLine(plan))];
  const blocks =
    environments === undefined
      ? [...head, ...planBlocks(plan, "##")]
      : [...head, markdownTable(environmentTable(environments)), ...environments.flatMap(partBlocks)];
  return `${blocks.join("\n\n")}\n`;
}

function partBlocks({ name, plan }: EnvironmentPlan): readonly string[] {
  return [`## ${plain(environmentTitle(name))}`, plain(summaryLine(plan)), ...planBlocks(plan, "###")];
}

function planBlocks(plan: Plan, level: "##" | "###"): readonly string[] {
  const placed = plan.supplySource !== "none";
  const reasons = plan.workloads.flatMap(({ sizing, kind, name }) =>
    sizing.containers.flatMap((container) =>
      Object.entries(container.resources).map(
        ([resource, { reason }]) =>
          `**${plain(`${kind}/${name}`)}** ${plain(container.name)} ${plain(resource)}: ${plain(reason)}`,
      ),
    ),
  );
  return [
    `${level} Workloads`,
    markdownTable(workloadTable(plan)),
    ...(placed
      ? [
          `${level} Node pools`,
          markdownTable(poolTable(plan)),
          `${level} Solution`,
          list(solutionFacts(plan).map(([name, value]) => `${name}: ${plain(value)}`)),
          ...methodsOf(plan),
        ]
      : []),
    ...section(
      `${level} Findings`,
      plan.findings.map(
        ({ severity, workload, file, message }) => `**${severity}** ${plain(workload ?? file)}: ${plain(message)}`,
      ),
    ),
    ...section(`${level} Reasons`, reasons),
    ...section(`${level} Notes`, plan.notes.map(plain)),
    ...section(
      `${level} Usage history`,
      plan.historyFiles.map(
        (report) =>
          `${plain(report.file)}: ${report.used} of ${report.rows} rows used; ${plain(problemsInWords(report))}`,
      ),
    ),
  ];
}

function methodsOf(plan: Plan): readonly string[] {
  const table = methodTable(plan);
  return table === undefined ? [] : [markdownTable(table)];
}

function section(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [title, list(items)];
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** A table in Markdown. */
export function markdownTable({ headings, rows }: PlainTable): string {
  const lines = [headings, headings.map(() => "---"), ...rows.map((row) => row.map(({ text }) => plain(text)))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Text that Markdown takes for nothing but text, on one line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#~]/g, "\\$&");
}

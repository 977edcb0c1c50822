import { html } from "./markup.ts";
import type { Plan } from "./plan-data.ts";
import { cards } from "./report-cards.ts";
import { summaryLine } from "./report-facts.ts";
import { findingsSection } from "./report-findings.ts";
import { forecastsSection } from "./report-forecasts.ts";
import { reportPage } from "./report-page.ts";
import { poolsSection } from "./report-pools.ts";
import { solutionSection } from "./report-solution.ts";
import { workloadsSection } from "./report-workloads.ts";

/** A plan as one page that needs nothing else, see `reportPage`. */
export function reportHtml(plan: Plan, nonce: string): string {
  const main = html`${cards(plan)}
${findingsSection(plan)}
${workloadsSection(plan)}
${poolsSection(plan)}
${forecastsSection(plan)}
${solutionSection(plan)}`;
  return reportPage({ title: "Resource plan", summary: summaryLine(plan), main, nonce });
}

import { backtestSection } from "./backtest-html.ts";
import { html, type Markup, trusted } from "./markup.ts";
import type { Plan } from "./plan-data.ts";
import { cards } from "./report-cards.ts";
import { environmentAnchor, environmentsSection, environmentTitle } from "./report-environments.ts";
import { summaryLine } from "./report-facts.ts";
import { findingsSection } from "./report-findings.ts";
import { forecastsSection } from "./report-forecasts.ts";
import { methodSection } from "./report-methods.ts";
import { reportPage } from "./report-page.ts";
import { poolsSection } from "./report-pools.ts";
import { solutionSection } from "./report-solution.ts";
import { workloadsSection } from "./report-workloads.ts";

/** A plan as one page that needs nothing else, see `reportPage`. */
export function reportHtml(plan: Plan, nonce: string): string {
  const { environments } = plan;
  const main =
    environments === undefined
      ? planSections(plan)
      : html`${cards(plan)}
${environmentsSection(environments)}
${replayed(plan)}
${environments.map(
  (
    { name, plan: own },
    index,
  ) => html`<section class="environment" id="${environmentAnchor(index)}" aria-label="${environmentTitle(name)}">
<h2>${environmentTitle(name)} <small>${summaryLine(own)}</small></h2>
${distinctIds(planSections(own), index)}
</section>`,
)}`;
  return reportPage({ title: "Resource plan", summary: summaryLine(plan), main, nonce });
}

function planSections(plan: Plan): Markup {
  return html`${cards(plan)}
${findingsSection(plan)}
${workloadsSection(plan)}
${poolsSection(plan)}
${forecastsSection(plan)}
${replayed(plan)}
${solutionSection(plan)}
${methodSection(plan)}`;
}

/** What the last days would have cost and risked, once that is known. */
function replayed({ backtest }: Plan): Markup | undefined {
  return backtest === undefined ? undefined : backtestSection(backtest);
}

/** Sections that stand in one page several times each need places of their own to lead to. */
function distinctIds({ markup }: Markup, index: number): Markup {
  return trusted(markup.replace(/( (?:id|aria-labelledby)="|href="#|url\(#)(?=[\w-])/g, `$1part-${index + 1}-`));
}

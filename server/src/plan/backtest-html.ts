import type { Backtest, BacktestedWorkload } from "../backtest/backtest-data.ts";
import { daysChart } from "./backtest-days-chart.ts";
import { backtestExplanation, backtestSummary } from "./backtest-facts.ts";
import { frontierChart } from "./backtest-frontier.ts";
import { waysTable } from "./backtest-table.ts";
import { html, type Markup, trusted } from "./markup.ts";
import { reportPage } from "./report-page.ts";
import type { PlainTable } from "./report-table.ts";

/** A backtest as one page that needs nothing else, like the plan's. */
export function backtestHtml(backtest: Backtest, nonce: string): string {
  const main = html`${backtestSection(backtest)}
${backtest.workloads.map(article)}
${backtest.unreplayed.map(({ workload, reason }) => html`<p class="muted">${workload}: ${reason}</p>`)}`;
  return reportPage({ title: "Backtest", summary: backtestSummary(backtest), main, nonce });
}

/** The ways to size side by side: a section of the plan's report, and the first of a backtest's own. */
export function backtestSection({ total }: Pick<Backtest, "total">): Markup {
  const chart = frontierChart(total);
  return html`<section>
<h2 id="backtest">What it would have cost and risked</h2>
<p class="muted">${backtestExplanation}</p>
${plainTable(waysTable(total))}
${chart === undefined ? undefined : html`<figure>${trusted(chart)}</figure>`}
</section>`;
}

function article({ id, rows, cases }: BacktestedWorkload): Markup {
  const figures = cases.map((each) => html`<figure>${trusted(daysChart(each))}</figure>`);
  return html`<article><h3>${id}</h3>${plainTable(waysTable(rows))}<div class="charts">${figures}</div></article>`;
}

function plainTable({ headings, rows }: PlainTable): Markup {
  const head = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  const body = rows.map(
    (row) => html`<tr>${row.map(({ text, tone }) => html`<td class="${cellClass(tone)}">${text}</td>`)}</tr>`,
  );
  return html`<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function cellClass(tone: string | undefined): string {
  return tone === "bad" ? "number bad" : "number";
}

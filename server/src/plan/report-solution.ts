import type { HistoryFileReport } from "../history/series.ts";
import { html, type Markup } from "./markup.ts";
import type { Plan } from "./plan-data.ts";
import { problemsInWords, solutionFacts } from "./solution-facts.ts";

/** How the plan was found and how good it is, what it assumes, and what the history was like. */
export function solutionSection(plan: Plan): Markup {
  return html`${solution(plan)}${notes(plan)}${history(plan)}`;
}

function solution(plan: Plan): Markup | undefined {
  if (plan.supplySource === "none") return undefined;
  const facts = solutionFacts(plan).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  return html`<section><h2 id="solution">Solution</h2><dl>${facts}</dl></section>`;
}

function notes({ notes }: Plan): Markup | undefined {
  if (notes.length === 0) return undefined;
  return html`<section><h2 id="notes">Notes</h2><ul class="plain">${notes.map((note) => html`<li>${note}</li>`)}</ul></section>`;
}

function history({ historyFiles }: Plan): Markup | undefined {
  if (historyFiles.length === 0) return undefined;
  return html`<section>
<h2 id="history">Usage history</h2>
<div class="wide"><table>
<caption>Rows that could not be used are left out; everything else is in the forecasts.</caption>
<thead><tr><th scope="col">File</th><th scope="col">Rows</th><th scope="col">Used</th><th scope="col">Left out or mended</th></tr></thead>
<tbody>${historyFiles.map(historyRow)}</tbody>
</table></div>
</section>`;
}

function historyRow(report: HistoryFileReport): Markup {
  const { file, rows, used } = report;
  return html`<tr><th scope="row">${file}</th><td class="number">${rows}</td><td class="number">${used}</td><td>${problemsInWords(report)}</td></tr>`;
}

import { html, type Markup } from "./markup.ts";
import type { Plan } from "./plan-data.ts";
import { money } from "./report-facts.ts";
import type { PlainTable } from "./report-table.ts";
import { methodNames } from "./solution-facts.ts";

/** What each method gave, where several were compared; the best of them is the plan. */
export function methodTable({ methods = [], allocation }: Plan): PlainTable | undefined {
  if (methods.length === 0) return undefined;
  const { objective } = allocation.solution;
  const amount = (value: number): string => (objective === "cost" ? money(value) : String(Number(value.toFixed(2))));
  return {
    headings: ["Method", "Result", "Nodes", "Unplaced", "Gap", "Seconds"],
    rows: methods.map(({ method, cost, nodes, unplaced, gap, seconds, chosen }) => [
      { text: `${methodNames[method]}${chosen ? " (taken)" : ""}`, tone: "name" },
      { text: amount(cost) },
      { text: String(nodes) },
      { text: String(unplaced), ...(unplaced > 0 && { tone: "bad" }) },
      { text: `${(gap * 100).toFixed(1)} %` },
      { text: seconds.toFixed(2) },
    ]),
  };
}

/** The same in the HTML report. */
export function methodSection(plan: Plan): Markup | undefined {
  const table = methodTable(plan);
  if (table === undefined) return undefined;
  const row = ([first, ...others]: PlainTable["rows"][number]): Markup =>
    html`<tr><th scope="row">${first?.text ?? ""}</th>${others.map(({ text }) => html`<td class="number">${text}</td>`)}</tr>`;
  return html`<section>
<h2 id="methods">Methods</h2>
<div class="wide"><table>
<caption>What each method made of the same pods and pools.</caption>
<thead><tr>${table.headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${table.rows.map(row)}</tbody>
</table></div>
</section>`;
}

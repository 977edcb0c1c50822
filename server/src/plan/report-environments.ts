import { html, type Markup } from "./markup.ts";
import type { EnvironmentPlan } from "./plan-data.ts";
import { money, none, unplacedPods } from "./report-facts.ts";
import type { Cell, PlainTable } from "./report-table.ts";

/** What an environment's part of a report is called. */
export function environmentTitle(name: string | undefined): string {
  return name ?? "Outside of environments";
}

/** The id of the place in the page where an environment's own plan begins. */
export function environmentAnchor(index: number): string {
  return `environment-${index + 1}`;
}

/** The environments side by side: what each needs, today and by the plan. */
export function environmentTable(environments: readonly EnvironmentPlan[]): PlainTable {
  return { headings, rows: environments.map((each) => cellsOf(each)) };
}

/** The same as a section of a page, whose rows lead to the environments' own plans. */
export function environmentsSection(environments: readonly EnvironmentPlan[]): Markup {
  const rows = environments.map((each, index) => {
    const [name, ...cells] = cellsOf(each).map(({ text }) => text);
    return html`<tr><th scope="row"><a href="#${environmentAnchor(index)}">${name}</a></th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`;
  });
  return html`<section>
<h2 id="environments">Environments</h2>
<div class="wide"><table>
<caption>Each on nodes of its own. Values today → by the plan.</caption>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table></div>
</section>`;
}

const headings: readonly string[] = ["Environment", "Workloads", "Pods", "Nodes", "Cost per hour", "Not placed"];

function cellsOf({ name, plan }: EnvironmentPlan): readonly Cell[] {
  const { nodes, costPerHour } = plan.totals;
  const isPlaced = plan.supplySource !== "none";
  const pods = (of: "current" | "recommended"): number =>
    plan.workloads.reduce((sum, { sizing }) => sum + sizing.replicas[of], 0);
  const cost = costPerHour.planned === null ? none : `${money(costPerHour.current)} → ${money(costPerHour.planned)}`;
  return [
    { text: environmentTitle(name), tone: "name" },
    { text: String(plan.workloads.length) },
    { text: `${pods("current")} → ${pods("recommended")}` },
    { text: isPlaced ? `${nodes.current} → ${nodes.planned}` : none },
    { text: cost },
    { text: isPlaced ? String(unplacedPods(plan)) : none },
  ];
}

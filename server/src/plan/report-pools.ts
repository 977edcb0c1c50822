import { describeAmount } from "../quantity/round.ts";
import { html, type Markup } from "./markup.ts";
import type { Plan, PlannedPool } from "./plan-data.ts";
import { utilizationBar } from "./report-bar.ts";
import { inOrder, money, percent } from "./report-facts.ts";
import { jump } from "./report-link.ts";

/** How many nodes of each pool the plan uses, and how full they are. */
export function poolsSection({ pools, supplySource }: Plan): Markup | undefined {
  if (supplySource === "none") return undefined;
  return html`<section>
<h2 id="pools">Node pools</h2>
<div class="wide"><table>
<caption>Nodes that the plan uses, and what of them is requested.</caption>
<thead><tr><th scope="col">Pool</th><th scope="col">Nodes</th><th scope="col">Cost per hour</th><th scope="col">Requested of what the nodes offer</th></tr></thead>
<tbody>${pools.map(row)}</tbody>
</table></div>
</section>`;
}

function row(planned: PlannedPool): Markup {
  const { pool, nodes, costPerHour } = planned;
  const range =
    pool.nodes.min === pool.nodes.max ? `${pool.nodes.max} exist` : `${pool.nodes.min} to ${pool.nodes.max}`;
  return html`<tr><th scope="row">${jump(pool.file, pool.span.start, pool.name)}</th><td class="number">${nodes}<br><small>${range}</small></td><td class="number">${money(costPerHour)}</td><td>${nodes === 0 ? html`<span class="muted">not used</span>` : usage(planned)}</td></tr>`;
}

function usage({ nodes, allocatable, allocated, utilization }: PlannedPool): Markup {
  const lines = inOrder(Object.keys(allocatable))
    .filter((resource) => (allocatable[resource] ?? 0) > 0)
    .map((resource) => {
      const share = utilization[resource] ?? 0;
      const amounts = `${describeAmount(resource, allocated[resource] ?? 0)} of ${describeAmount(resource, (allocatable[resource] ?? 0) * nodes)}`;
      return html`<span>${resource}</span>${utilizationBar(share, resource)}<small>${percent(share)} · ${amounts}</small>`;
    });
  return html`<div class="usage">${lines}</div>`;
}

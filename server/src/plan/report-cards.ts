import { describeAmount } from "../quantity/round.ts";
import { listed, percentChange } from "../rules/wording.ts";
import type { ResourceName } from "../workload/workload.ts";
import { type Content, html, type Markup } from "./markup.ts";
import type { Plan } from "./plan-data.ts";
import { utilizationBar } from "./report-bar.ts";
import { counted, inOrder, money, percent, unplacedPods } from "./report-facts.ts";

/** The plan in a few figures: cost, nodes, how full they are, what finds no place. */
export function cards(plan: Plan): Markup {
  const { totals } = plan;
  const resources = inOrder(Object.keys(totals.capacity).filter((resource) => (totals.capacity[resource] ?? 0) > 0));
  const shown = resources.filter((resource) => resource === "cpu" || resource === "memory" || resource.includes("/"));
  const placed = plan.supplySource !== "none";
  return html`<section class="cards" aria-label="Summary">${[
    costCard(plan),
    placed ? nodesCard(plan) : undefined,
    placed ? unplacedCard(plan) : undefined,
    throughputCard(plan),
    ...shown.map((resource) => utilizationCard(plan, resource)),
  ]}</section>`;
}

function card(title: string, figure: Content, detail: Content): Markup {
  return html`<div class="card"><h2>${title}</h2><div class="figure">${figure}</div><small>${detail}</small></div>`;
}

function costCard({ totals: { costPerHour } }: Plan): Markup | undefined {
  const { current, planned } = costPerHour;
  if (planned === null) return undefined;
  const figure = current === null ? money(planned) : html`<s>${money(current)} →</s> ${money(planned)}`;
  return card("Cost per hour", figure, current === null ? "as planned" : trend(current, planned));
}

function nodesCard({ totals: { nodes } }: Plan): Markup {
  return card("Nodes", html`<s>${nodes.current} →</s> ${nodes.planned}`, trend(nodes.current, nodes.planned));
}

/** Less is better: of cost and of nodes. */
function trend(current: number, planned: number): Markup {
  const change = percentChange(current, planned);
  if (current === planned || change === "") return html`as with today's values`;
  return html`<span class="${planned < current ? "good" : "warn"}">${change}</span> against today's values`;
}

function unplacedCard(plan: Plan): Markup {
  const pods = unplacedPods(plan);
  if (pods === 0) return card("Not placed", html`<span class="good">0</span>`, "every pod has a node");
  const names = plan.workloads.filter(({ unplaced }) => unplaced > 0).map(({ name }) => name);
  const shown = names.length > 3 ? [...names.slice(0, 2), counted(names.length - 2, "other")] : names;
  return card("Not placed", html`<span class="bad">${counted(pods, "pod")}</span>`, `of ${listed(shown)}`);
}

function throughputCard({ totals: { throughput } }: Plan): Markup | undefined {
  if (throughput === undefined) return undefined;
  const { demand, capacity, served } = throughput;
  const short = served < demand;
  const figure = html`<span class="${short ? "bad" : "good"}">${describeAmount("requests", served)}/s</span>`;
  return card(
    "Throughput",
    figure,
    `of ${describeAmount("requests", demand)}/s forecast; replicas can serve ${describeAmount("requests", capacity)}/s`,
  );
}

function utilizationCard({ totals }: Plan, resource: ResourceName): Markup {
  const demand = describeAmount(resource, totals.demand[resource] ?? 0);
  const capacity = describeAmount(resource, totals.capacity[resource] ?? 0);
  const share = totals.utilization[resource] ?? 0;
  const title =
    resource === "cpu"
      ? "CPU"
      : resource.includes("/")
        ? resource
        : `${resource.charAt(0).toUpperCase()}${resource.slice(1)}`;
  return card(
    title,
    percent(share),
    html`${utilizationBar(share, `${title} utilization`)}demand ${demand} of capacity ${capacity}`,
  );
}

import { html, type Markup } from "./markup.ts";
import type { Plan, PlannedWorkload } from "./plan-data.ts";
import { none, type ValueChange, valueChanges } from "./report-facts.ts";
import { anchorOf, jump } from "./report-link.ts";

/** The table of all workloads: each container's values today and by the plan. */
export function workloadsSection(plan: Plan): Markup {
  return html`<section>
<h2 id="workloads">Workloads</h2>
<div class="wide"><table>
<caption>Values today → by the plan. Muted values stay as they are.</caption>
<thead><tr><th scope="col">Workload</th><th scope="col">Replicas</th><th scope="col">Container</th><th scope="col">CPU</th><th scope="col">Memory</th><th scope="col">Other</th><th scope="col">Placed</th></tr></thead>
<tbody>${plan.workloads.map((workload, index) => rows(plan, workload, index))}</tbody>
</table></div>
</section>`;
}

function rows(plan: Plan, workload: PlannedWorkload, index: number): readonly Markup[] {
  const { sizing } = workload;
  const height = Math.max(sizing.containers.length, 1);
  const [first, ...rest] = sizing.containers.length > 0 ? sizing.containers : [undefined];
  return [
    html`<tr><th scope="rowgroup" rowspan="${height}">${jump(workload.file, workload.offset, workload.name)}<br><small>${workload.kind} · ${workload.namespace} · <a href="#${anchorOf(index)}" aria-label="Why ${workload.name}">why</a></small></th><td class="number" rowspan="${height}">${replicas(workload)}</td>${containerCells(workload, first)}<td class="number" rowspan="${height}">${placed(plan, workload)}</td></tr>`,
    ...rest.map((container) => html`<tr class="more">${containerCells(workload, container)}</tr>`),
  ];
}

function containerCells(
  workload: PlannedWorkload,
  container: PlannedWorkload["sizing"]["containers"][number] | undefined,
): Markup {
  if (container === undefined) return html`<td colspan="4" class="muted">no containers</td>`;
  const changes = valueChanges(container.resources);
  const type = workload.containerTypes[container.name];
  const note = type === undefined || type === "main" ? undefined : html` <small>${type}</small>`;
  const cell = (isOfColumn: (resource: string) => boolean) =>
    html`<td class="value">${values(changes.filter(({ resource }) => isOfColumn(resource)))}</td>`;
  return html`<th scope="row" class="container">${jump(workload.file, workload.containerOffsets[container.name] ?? workload.offset, container.name)}${note}</th>${[
    cell((resource) => resource === "cpu"),
    cell((resource) => resource === "memory"),
    cell((resource) => resource !== "cpu" && resource !== "memory"),
  ]}`;
}

function values(changes: readonly ValueChange[]): readonly Markup[] | string {
  return changes.length === 0 ? none : changes.map(valueLine);
}

function valueLine({ resource, role, current, recommended, changed, percent }: ValueChange): Markup {
  const isColumn = resource === "cpu" || resource === "memory";
  const label = isColumn ? (role === "limit" ? "limit " : "") : `${resource} ${role === "limit" ? "limit " : ""}`;
  const value = changed
    ? html`<span class="old">${current} →</span> <span class="new">${recommended}</span> <span class="percent ${percent.startsWith("−") ? "good" : "warn"}">${percent}</span>`
    : html`<span class="same">${current}</span>`;
  return html`<div>${label === "" ? undefined : html`<span class="role">${label}</span>`}${value}</div>`;
}

function replicas({ sizing: { replicas } }: PlannedWorkload): Markup {
  const { current, recommended, needed } = replicas;
  const ceiling = needed === undefined ? undefined : html`<br><small class="warn">needs ${needed}</small>`;
  return current === recommended
    ? html`<span class="same">${current}</span>${ceiling}`
    : html`<span class="old">${current} →</span> <span class="new">${recommended}</span>${ceiling}`;
}

function placed({ supplySource }: Plan, { placed, unplaced }: PlannedWorkload): Markup {
  if (supplySource === "none") return html`${none}`;
  return unplaced === 0
    ? html`<span class="same">all ${placed}</span>`
    : html`<span class="bad">${placed} of ${placed + unplaced}</span>`;
}

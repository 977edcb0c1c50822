import { chartSvg } from "./chart.ts";
import { requestLines } from "./chart-lines.ts";
import { html, type Markup, trusted } from "./markup.ts";
import type { Plan, PlannedWorkload } from "./plan-data.ts";
import { changedValues, counted } from "./report-facts.ts";
import { anchorOf, jump } from "./report-link.ts";

/** A page with more charts would be slow to open; the workloads that change most come first. */
const mostCharts = 120;

const chartSize = { width: 560, height: 190 };

/** For each workload why its values are what they are, with the charts they rest on. */
export function forecastsSection(plan: Plan): Markup {
  const drawn = drawnSeries(plan);
  const omitted = chartedSeries(plan).length - drawn.size;
  const note =
    omitted > 0
      ? html`<p class="muted">${counted(omitted, "chart")} more would make the page heavy; hovers show them.</p>`
      : undefined;
  return html`<section>
<h2 id="forecasts">Forecasts and reasons</h2>
<p class="muted">History, forecast and its upper bound, as totals over the replicas; times in UTC.</p>${note}
${plan.workloads.map((workload, index) => article(plan, workload, index, drawn))}
</section>`;
}

function drawnSeries(plan: Plan): ReadonlySet<string> {
  return new Set(chartedSeries(plan).slice(0, mostCharts));
}

/** Every series that a workload rests on, those of the workloads with most changes first. */
function chartedSeries({ workloads, charts }: Plan): readonly string[] {
  const byChanges = workloads.toSorted((a, b) => changedValues(b) - changedValues(a));
  return [...new Set(byChanges.flatMap(seriesOf))].filter((series) => Object.hasOwn(charts, series));
}

function seriesOf({ sizing, loadSeries }: PlannedWorkload): readonly string[] {
  const used = sizing.containers.flatMap(({ resources }) => Object.values(resources).map(({ series }) => series));
  return [...new Set([...used, loadSeries])].filter((series) => series !== undefined);
}

function article(plan: Plan, workload: PlannedWorkload, index: number, drawn: ReadonlySet<string>): Markup {
  const { sizing } = workload;
  const figures = seriesOf(workload).flatMap((series) => {
    const chart = drawn.has(series) ? plan.charts[series] : undefined;
    return chart === undefined
      ? []
      : [html`<figure>${trusted(chartSvg(chart, chartSize, requestLines(sizing, series)))}</figure>`];
  });
  const replicas =
    sizing.replicas.reason === undefined ? [] : [html`<dt>replicas</dt><dd>${sizing.replicas.reason}</dd>`];
  const reasons = sizing.containers.flatMap(({ name, resources }) =>
    Object.entries(resources).map(
      ([resource, { reason }]) =>
        html`<dt>${sizing.containers.length > 1 ? `${name} · ${resource}` : resource}</dt><dd>${reason}</dd>`,
    ),
  );
  return html`<article id="${anchorOf(index)}"><h3>${jump(workload.file, workload.offset, workload.name)} <small>${workload.kind} · ${workload.namespace}</small></h3><dl>${[...replicas, ...reasons]}</dl>${figures.length === 0 ? undefined : html`<div class="charts">${figures}</div>`}</article>`;
}

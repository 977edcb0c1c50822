import { max } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { BacktestDay, BacktestedCase } from "../backtest/backtest-data.ts";
import { describeAmount } from "../quantity/round.ts";
import { timeAxis, valueAxis } from "./chart-axes.ts";
import { historyCurves } from "./chart-curves.ts";
import { chartColors, type TimeScale, timeOf, type ValueScale } from "./chart-frame.ts";
import { legend } from "./chart-legend.ts";
import { html, type Markup } from "./markup.ts";

const size = { width: 560, height: 190 };
const plot = { left: 46, top: 22, right: size.width - 10, bottom: size.height - 20 };
const day = 86_400_000;

/** What one replica used over the replayed days, with the requests that ours and today's values had in force. */
export function daysChart({ container, resource, use, tracks }: BacktestedCase): string {
  const shown = (["today", "ours"] as const).flatMap((recommender) => {
    const days = tracks.find((track) => track.recommender === recommender)?.days ?? [];
    return days.some(({ request }) => request !== undefined) ? [{ recommender, days }] : [];
  });
  const end = timeOf(use, use.mean.length);
  const levels = shown.flatMap(({ days }) => days.map(({ request }) => request ?? 0));
  const top = Math.max(...levels, max(use.max) ?? 0);
  const x = scaleUtc([use.start, end], [plot.left, plot.right]);
  const y = scaleLinear([0, (top > 0 ? top : 1) * 1.08], [plot.bottom, plot.top]);
  const label = `${resource} of ${container ?? "the pod"}: use and requests`;
  const entries = [
    { label: resource, color: chartColors.history },
    ...shown.map(({ recommender }) => ({ label: names[recommender], ...looks[recommender] })),
  ];
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="${label}" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, sans-serif" font-size="10">${[
    valueAxis(
      y,
      plot,
      y.ticks(4).map((value) => ({ value, label: describeAmount(resource, value) })),
    ),
    timeAxis(x, plot),
    historyCurves({ id: label, resource, unit: "", ...use }, x, y),
    shown.map(({ recommender, days }) => requestSteps(days, looks[recommender], x, y)),
    legend(entries, { x: 8, y: 12, right: plot.right }),
  ]}</svg>`.markup;
}

const names = { ours: "our request", today: "today's request" } as const;
const looks = {
  ours: { color: chartColors.recommended },
  today: { color: chartColors.current, dashes: "5 3" },
} as const;

function requestSteps(
  days: readonly BacktestDay[],
  look: { readonly color: string; readonly dashes?: string },
  x: TimeScale,
  y: ValueScale,
): Markup {
  const last = days.at(-1);
  const points = [...days, ...(last === undefined ? [] : [{ ...last, origin: last.origin + day }])];
  const path = line<BacktestDay>()
    .defined(({ request }) => request !== undefined)
    .curve(curveStepAfter)
    .x(({ origin }) => Math.round(10 * x(origin)) / 10)
    .y(({ request }) => Math.round(10 * y(request ?? 0)) / 10)(points);
  return html`<path fill="none" stroke="${look.color}" stroke-width="1.5" stroke-dasharray="${look.dashes ?? "none"}" d="${path ?? ""}"/>`;
}

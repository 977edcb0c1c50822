import { scaleLinear } from "d3-scale";
import type { BacktestRow } from "../backtest/backtest-data.ts";
import { valueAxis } from "./chart-axes.ts";
import { chartColors } from "./chart-frame.ts";
import { html } from "./markup.ts";
import { percent } from "./report-facts.ts";

const size = { width: 560, height: 260 };
const plot = { left: 46, top: 22, right: size.width - 130, bottom: size.height - 34 };

/**
 * Every way to size as a point: to the right is more unused CPU, above is more time above the request. The nearer to
 * the lower left, the better. Undefined where no CPU was requested.
 */
export function frontierChart(rows: readonly BacktestRow[]): string | undefined {
  const points = rows.flatMap(({ name, recommender, cpu }) =>
    cpu === undefined ? [] : [{ name, recommender, slack: cpu.slackShare, above: cpu.timeAbove }],
  );
  if (points.length === 0) return undefined;
  const x = scaleLinear([0, Math.max(...points.map(({ slack }) => slack), 0.1)], [plot.left, plot.right]).nice();
  const y = scaleLinear([0, Math.max(...points.map(({ above }) => above), 0.01)], [plot.bottom, plot.top]).nice();
  const marks = points.map(({ name, recommender, slack, above }) => {
    const [cx, cy] = [x(slack).toFixed(1), y(above).toFixed(1)];
    const color = recommender === "ours" ? chartColors.recommended : chartColors.history;
    return html`<circle cx="${cx}" cy="${cy}" r="4" fill="${color}"/><text x="${(x(slack) + 7).toFixed(1)}" y="${(y(above) + 3).toFixed(1)}" fill="${chartColors.text}">${name}</text>`;
  });
  const ticks = x.ticks(5).map((share) => {
    const at = x(share).toFixed(1);
    return html`<text x="${at}" y="${plot.bottom + 15}" text-anchor="middle" fill="${chartColors.text}">${percent(share)}</text>`;
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="CPU slack against time above the request, for each way to size" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, sans-serif" font-size="10">${[
    valueAxis(
      y,
      plot,
      y.ticks(4).map((value) => ({ value, label: `${(100 * value).toFixed(1)} %` })),
    ),
    ticks,
    marks,
    html`<text x="8" y="12" fill="${chartColors.text}">time above the request</text><text x="${plot.right}" y="${plot.bottom + 29}" text-anchor="end" fill="${chartColors.text}">unused share of the requested CPU</text>`,
  ]}</svg>`.markup;
}

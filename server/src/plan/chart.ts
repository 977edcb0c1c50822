import { max } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { describeAmount, isBytes } from "../quantity/round.ts";
import { quantileName } from "../rules/wording.ts";
import { timeAxis, valueAxis } from "./chart-axes.ts";
import { forecastCurves, historyCurves } from "./chart-curves.ts";
import { chartColors, type Plot, timeOf, type ValueScale } from "./chart-frame.ts";
import { type LegendEntry, legend } from "./chart-legend.ts";
import { html, type Markup } from "./markup.ts";
import type { ChartData } from "./plan-data.ts";

/** A level across the chart, such as what is requested today. */
export interface ChartLine {
  readonly label: string;
  /** In the series' unit: a total over the replicas. */
  readonly amount: number;
  readonly kind: "current" | "recommended";
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A chart of one series as a standalone SVG image: history, forecast, its upper bound, and levels to compare them
 * with. The same data give the same text.
 */
export function chartSvg(chart: ChartData, size: ChartSize, lines: readonly ChartLine[] = []): string {
  const { series, forecast } = chart;
  const plot = { left: 46, top: 22, right: size.width - 10, bottom: size.height - 20 };
  const end = Math.max(timeOf(series, series.mean.length - 1), timeOf(forecast, forecast.mean.length - 1));
  const x = scaleUtc([series.start, end], [plot.left, plot.right]);
  const y = valueScale(chart, lines).range([plot.bottom, plot.top]);
  const shown = (amount: number) => describeAmount(series.resource, amount);
  const label = `${series.resource} of ${series.id.split("/").slice(0, 2).join("/")}: history and forecast`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="${label}" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, sans-serif" font-size="10">${[
    valueAxis(
      y,
      plot,
      ticksFor(y, series.resource).map((value) => ({ value, label: shown(value) })),
    ),
    timeAxis(x, plot),
    historyCurves(series, x, y),
    forecastCurves(forecast, x, y),
    lines.map((line) => levelOf(line, y, plot)),
    legend(entriesOf(chart, lines, y, shown), { x: 8, y: 12, right: plot.right }),
  ]}</svg>`.markup;
}

/** A level far above everything else would press the curves flat: it is drawn at the upper edge, and its label says how high it is. */
const highestLevel = 3;

function valueScale({ series, forecast }: ChartData, lines: readonly ChartLine[]): ValueScale {
  const curves = max([max(series.max), max(forecast.mean), max(forecast.upper)].map((top) => top ?? 0)) ?? 0;
  const levels = max(lines, ({ amount }) => amount) ?? 0;
  const top = curves > 0 ? Math.max(curves, Math.min(levels, curves * highestLevel)) : levels;
  return scaleLinear([0, (top > 0 ? top : 1) * 1.08], [0, 1]).clamp(true);
}

/** Round numbers of the unit that people read: bytes are counted in powers of two. */
function ticksFor(y: ValueScale, resource: string): readonly number[] {
  const top = y.domain()[1] ?? 1;
  const unit = isBytes(resource) ? 1024 ** Math.floor(Math.log(Math.max(top, 1)) / Math.log(1024)) : 1;
  return scaleLinear([0, top / unit], [0, 1])
    .ticks(4)
    .map((tick) => tick * unit);
}

function levelOf({ amount, kind }: ChartLine, y: ValueScale, plot: Plot): Markup {
  const dashes = kind === "current" ? "5 3" : "none";
  const at = y(amount).toFixed(1);
  return html`<line class="${kind}" x1="${plot.left}" x2="${plot.right}" y1="${at}" y2="${at}" stroke="${chartColors[kind]}" stroke-width="1.5" stroke-dasharray="${dashes}"/>`;
}

/** The numbers first: on a narrow chart the last names are left out. */
function entriesOf(
  { series, forecast }: ChartData,
  lines: readonly ChartLine[],
  y: ValueScale,
  shown: (amount: number) => string,
): readonly LegendEntry[] {
  const levels = lines.map(({ label, amount, kind }) => ({
    label: `${label} ${shown(amount)}${amount > (y.domain()[1] ?? 0) ? " ↑" : ""}`,
    color: chartColors[kind],
    ...(kind === "current" ? { dashes: "5 3" } : {}),
  }));
  const forecasts: readonly LegendEntry[] = [
    { label: quantileName(forecast.quantile), color: chartColors.forecast },
    { label: "forecast", color: chartColors.forecast, dashes: "2 2" },
  ];
  return [
    { label: series.resource, color: chartColors.history },
    ...levels,
    ...(forecast.mean.length > 0 ? forecasts : []),
  ];
}

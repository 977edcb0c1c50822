import { area, line } from "d3-shape";
import { chartColors, type TimeScale, timeOf, type ValueScale } from "./chart-frame.ts";
import { type CurvePoint, downsample } from "./downsample.ts";
import { html, type Markup } from "./markup.ts";
import type { ChartData } from "./plan-data.ts";

/** The mean of each step as a line; where peaks within the steps are known, they stand above it as a faint band. */
export function historyCurves(series: ChartData["series"], x: TimeScale, y: ValueScale): Markup {
  const mean = path(downsample(series.mean, buckets(x)), series, x, y);
  const hasPeaks = series.max.some((value, index) => value > (series.mean[index] ?? value));
  const peaks = hasPeaks
    ? html`<path class="peaks" fill="none" stroke="${chartColors.history}" stroke-opacity="0.35" d="${path(downsample(series.max, buckets(x)), series, x, y)}"/>`
    : undefined;
  return html`${peaks}<path class="history" fill="none" stroke="${chartColors.history}" d="${mean}"/>`;
}

/** The expected value dashed, the upper bound as a line, and the ground between them. */
export function forecastCurves(forecast: ChartData["forecast"], x: TimeScale, y: ValueScale): Markup | undefined {
  if (forecast.mean.length === 0) return undefined;
  const upper = downsample(forecast.upper, buckets(x));
  const mean = downsample(forecast.mean, buckets(x));
  const band = area<CurvePoint>()
    .defined(({ value }) => Number.isFinite(value))
    .x(({ index }) => rounded(x(timeOf(forecast, index))))
    .y0(({ index }) => rounded(y(forecast.mean[index] ?? 0)))
    .y1(({ value }) => rounded(y(value)))(upper);
  return html`<path class="band" fill="${chartColors.forecast}" fill-opacity="0.18" d="${band ?? ""}"/><path class="upper" fill="none" stroke="${chartColors.forecast}" d="${path(upper, forecast, x, y)}"/><path class="forecast" fill="none" stroke="${chartColors.forecast}" stroke-dasharray="2 2" d="${path(mean, forecast, x, y)}"/>`;
}

function path(
  points: readonly CurvePoint[],
  grid: { readonly start: number; readonly stepSeconds: number },
  x: TimeScale,
  y: ValueScale,
): string {
  return (
    line<CurvePoint>()
      .defined(({ value }) => Number.isFinite(value))
      .x(({ index }) => rounded(x(timeOf(grid, index))))
      .y(({ value }) => rounded(y(value)))([...points]) ?? ""
  );
}

/** One stretch of the curve for every two pixels: it may show its lowest and its highest value. */
function buckets(x: TimeScale): number {
  const [left = 0, right = 0] = x.range();
  return Math.max(1, Math.round((right - left) / 2));
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

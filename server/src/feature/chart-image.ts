import { type ChartLine, chartSvg } from "../plan/chart.ts";
import { imageData } from "../plan/image-data.ts";
import type { ChartData } from "../plan/plan-data.ts";

/** A chart of history, forecast, bound and levels as a Markdown image that carries its own data. */
export function chartImage(chart: ChartData, lines: readonly ChartLine[]): string {
  const { width, height } = size;
  const data = imageData(chartSvg(chart, size, lines));
  return `![history, forecast and bound](${data}|width=${width},height=${height})`;
}

/** Pixels: as wide as an editor's hover is at its default width. */
const size = { width: 440, height: 150 };

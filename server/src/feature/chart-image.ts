import { type ChartLine, chartSvg } from "../plan/chart.ts";
import type { ChartData } from "../plan/plan-data.ts";

/** A chart of history, forecast, bound and levels as a Markdown image that carries its own data. */
export function chartImage(chart: ChartData, lines: readonly ChartLine[]): string {
  const { width, height } = size;
  // Parentheses and quotes of the SVG would end the Markdown link.
  const data = encodeURIComponent(chartSvg(chart, size, lines)).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `![history, forecast and bound](data:image/svg+xml,${data}|width=${width},height=${height})`;
}

/** Pixels: as wide as an editor's hover is at its default width. */
const size = { width: 440, height: 150 };

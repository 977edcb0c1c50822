import { peakDemand } from "../forecast/demand.ts";
import type { Forecast } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";

/** The constant that covers a quantile of the horizon, in the series' unit; undefined without enough history. */
export function upperDemand(series: Series, forecast: Forecast, quantile: number): number | undefined {
  if (forecast.model === undefined) return undefined;
  const upper = peakDemand(forecast, series, quantile);
  return Number.isFinite(upper) ? Math.max(0, upper) : undefined;
}

import type { Forecast } from "../forecast/forecast.ts";
import { type ForecastRequest, forecastSeries } from "../forecast/forecast-series.ts";
import { forecastKey } from "../forecast/key.ts";
import type { Series } from "../history/series.ts";
import type { ResourcePlan } from "../workload/resource-plan.ts";
import type { ChartData, PlanHost } from "./plan-data.ts";

/** Makes forecasts by one plan's policy, each once, and remembers what it made. */
export interface Forecaster {
  readonly forecast: (series: Series, quantile: number) => Forecast;
  /** By series id: every series that was asked for, with its forecast. */
  readonly charts: () => Readonly<Record<string, ChartData>>;
}

/** Forecasts by the ResourcePlan's policy; what the host still has from earlier plans is not made again. */
export function createForecaster(
  { forecast: policy, sizing }: ResourcePlan,
  host: Pick<PlanHost, "stop" | "forecasts">,
): Forecaster {
  const charts = new Map<string, ChartData>();
  const forecast = (series: Series, quantile: number): Forecast => {
    const request: ForecastRequest = {
      ...policy,
      quantile,
      minimumHistorySeconds: sizing.minimumHistorySeconds,
      stop: host.stop,
    };
    const key = forecastKey(series, request);
    const made = host.forecasts.get(key) ?? forecastSeries(series, request);
    // A forecast that was cut short is no one's to use later.
    if (!host.stop()) host.forecasts.set(key, made);
    const { id, resource, unit, start, stepSeconds, mean, max } = series;
    if (!charts.has(id))
      charts.set(id, { series: { id, resource, unit, start, stepSeconds, mean, max }, forecast: made });
    return made;
  };
  return { forecast, charts: () => Object.fromEntries(charts) };
}

import { forecastSeries } from "../server/src/forecast/forecast-series.ts";
import { seriesOf } from "./forecast-tasks.ts";
import { randomFrom } from "./random.ts";

/** Seconds that the forecasts of so many series took, each 28 days at 15 minutes and a week ahead, as a plan asks for. */
export function timeForecasts(count: number, seed: number): number {
  const random = randomFrom(seed);
  const all = Array.from({ length: count }, (_, i) => seriesOf(`speed-${i}`, month(random), 900));
  const begin = performance.now();
  for (const series of all) {
    forecastSeries(series, { horizonSeconds: 7 * 86_400, quantile: 0.95, model: "auto", minimumHistorySeconds: 0 });
  }
  return (performance.now() - begin) / 1000;
}

/** Days and weekends with noise, at a level of its own. */
function month(random: () => number): Float64Array {
  const level = 1 + 9 * random();
  return Float64Array.from({ length: 28 * 96 }, (_, step) => {
    const busy = Math.floor(step / 96) % 7 < 5 ? 1 : 0.4;
    return level * (1 + busy * (1 - Math.cos((2 * Math.PI * step) / 96)) + 0.5 * random());
  });
}

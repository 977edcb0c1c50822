import { forecastSeries } from "../server/src/forecast/forecast-series.ts";
import { seriesOf } from "./forecast-tasks.ts";
import { randomFrom } from "./random.ts";

/** Seconds that forecasts took: by the clock, and of the processor, which other work on the machine hardly changes. */
export interface Times {
  readonly clock: number;
  readonly processor: number;
}

/** The time for so many series, each 28 days at 15 minutes and a week ahead, as a plan asks for. */
export function timeForecasts(count: number, seed: number): Times {
  const random = randomFrom(seed);
  const all = Array.from({ length: count }, (_, i) => seriesOf(`speed-${i}`, month(random), 900));
  const begin = performance.now();
  const used = process.threadCpuUsage();
  for (const series of all) {
    forecastSeries(series, { horizonSeconds: 7 * 86_400, quantile: 0.95, model: "auto", minimumHistorySeconds: 0 });
  }
  const { user, system } = process.threadCpuUsage(used);
  return { clock: (performance.now() - begin) / 1000, processor: (user + system) / 1e6 };
}

/** Days and weekends with noise, at a level of its own. */
function month(random: () => number): Float64Array {
  const level = 1 + 9 * random();
  return Float64Array.from({ length: 28 * 96 }, (_, step) => {
    const busy = Math.floor(step / 96) % 7 < 5 ? 1 : 0.4;
    return level * (1 + busy * (1 - Math.cos((2 * Math.PI * step) / 96)) + 0.5 * random());
  });
}

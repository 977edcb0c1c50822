import { naive, percentile, seasonalNaive, weeklyNaive } from "./baselines.ts";
import type { ModelName } from "./forecast.ts";
import { fourier } from "./fourier.ts";
import { holtWinters } from "./holt-winters.ts";
import type { Model } from "./model.ts";
import { seasonal, seasonalPrior, seasonalPriorLog } from "./seasonal.ts";
import { theta } from "./theta.ts";
import { linear, polynomial, robust } from "./trends.ts";

/** Every model that is tried, baselines first: of equals the simpler one is taken. */
export const models: readonly Model[] = [
  seasonalNaive,
  percentile,
  weeklyNaive,
  naive,
  theta,
  holtWinters,
  linear,
  robust,
  polynomial,
  fourier,
  seasonal,
  seasonalPrior,
  seasonalPriorLog,
];

/** What a request may ask for, beside `auto`. */
export const modelNames: readonly ModelName[] = [...models.map(({ name }) => name), "pool"];

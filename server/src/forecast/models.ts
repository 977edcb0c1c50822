import { naive, percentile, seasonalNaive, weeklyNaive } from "./baselines.ts";
import type { ModelName } from "./forecast.ts";
import type { Model } from "./model.ts";
import { seasonal } from "./seasonal.ts";
import { linear, polynomial, robust } from "./trends.ts";

/** Every model that is tried, baselines first: of equals the simpler one is taken. */
export const models: readonly Model[] = [
  seasonalNaive,
  percentile,
  weeklyNaive,
  naive,
  linear,
  robust,
  polynomial,
  seasonal,
];

/** What a request may ask for, beside `auto`. */
export const modelNames: readonly ModelName[] = models.map(({ name }) => name);

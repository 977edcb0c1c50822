import { naive, percentile, seasonalNaive, weeklyNaive } from "./baselines.ts";
import type { ModelName } from "./forecast.ts";
import { holtWinters } from "./holt-winters.ts";
import type { Model } from "./model.ts";
import { seasonal } from "./seasonal.ts";
import { theta } from "./theta.ts";
import { linear, polynomial, robust } from "./trends.ts";

/** The models that are tried on every series and together make the pool; of equals the one listed first is taken. */
export const models: readonly Model[] = [
  seasonalNaive,
  percentile,
  weeklyNaive,
  naive,
  theta,
  holtWinters,
  linear,
  seasonal,
];

/** Made only for who asks: over many series neither added to what the linear trend gives. */
const onRequest: readonly Model[] = [robust, polynomial];

/** What a request may ask for, beside `auto`. */
export const modelNames: readonly ModelName[] = [...models, ...onRequest].map(({ name }) => name).concat("pool");

/** All that is tried where `asked` is asked for. */
export function modelsWith(asked: string): readonly Model[] {
  return [...models, ...onRequest.filter(({ name }) => name === asked)];
}

import { packByColumns } from "./columns.ts";
import type { Cut } from "./cut.ts";
import { dive } from "./dive.ts";
import type { Bin, Demand, Fleet } from "./fleet.ts";
import { equalWeights } from "./pattern.ts";

/** Most items whose columns are searched together: the time grows faster than their number. */
const mostItems = 120;

/** A packing by columns, and what one pod of each item is worth at the end of the search. */
export interface WholePacking {
  readonly bins: readonly Bin[];
  readonly value: Float64Array;
}

/**
 * Packs everything by column generation: a relaxation, a dive from it to a real packing, and then more exact columns,
 * for prices that prove more. Undefined where there are too many items for it, or a cut came before the end.
 */
export function packWhole(fleet: Fleet, demand: Demand, cut: Cut): WholePacking | undefined {
  if (demand.items.length > mostItems) return undefined;
  const weights = equalWeights(fleet);
  const first = dive(fleet, demand, fleet.most, { bins: [], weights, rounds: 80, steps: 200, cut });
  if (first === undefined) return undefined;
  let { root } = first;
  for (const steps of exactSteps) {
    root = packByColumns(fleet, demand, fleet.most, { bins: root.bins, weights, rounds: 30, steps, cut });
  }
  return cut.now() ? undefined : { bins: first.bins, value: root.value };
}

/** Steps of the search for contents, ever more. */
const exactSteps = [2_000, 20_000] as const;

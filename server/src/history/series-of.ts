import { bridged, type Grid, gridOver, type Slots, slotsOf, summed } from "./grid.ts";
import { groupBy } from "./group-by.ts";
import type { SampleKey, SampleSet } from "./reader.ts";
import { unitOf } from "./resource-names.ts";
import type { Series } from "./series.ts";
import { inferStep } from "./step.ts";

/** All samples of one series, from any number of files and pods. */
export interface SampleGroup {
  readonly id: string;
  readonly key: Pick<SampleKey, "namespace" | "workload" | "container" | "resource">;
  readonly sets: SampleSet[];
  readonly files: Set<string>;
}

/**
 * Puts a group's samples on one grid that ends with the newest of them. Pods and parts are summed. Where rows give the
 * total of a time as well, the total is what it says, and nothing is added to it. Undefined without samples.
 */
export function seriesOf({ id, key, sets, files }: SampleGroup): Series | undefined {
  const grid = gridOver(sets, inferStep(sets));
  if (grid === undefined) return undefined;
  const pods = podsOf(sets, grid);
  const total = totalOf(pods);
  const measured = pods.map((pod) => pod.measured);
  const { mean, max } = bridged(total);
  const count = podCount(pods);
  return {
    id,
    ...key,
    unit: unitOf(key.resource),
    start: grid.end - (grid.length - 1) * grid.stepSeconds * 1000,
    stepSeconds: grid.stepSeconds,
    mean,
    max,
    ...(count !== undefined && { pods: count }),
    interpolated: [...mean.keys()].filter(
      (slot) => !Number.isNaN(mean[slot]) && measured.every((slots) => Number.isNaN(slots[slot])),
    ),
    samples: sets.reduce((sum, { times, statistic }) => sum + (statistic === "mean" ? times.length : 0), 0),
    files: [...files].toSorted(),
  };
}

interface PodSlots {
  /** Undefined for totals. */
  readonly pod: string | undefined;
  readonly slots: Slots;
  /** Means as they were measured, before gaps were bridged. */
  readonly measured: Float64Array;
}

function podsOf(sets: readonly SampleSet[], grid: Grid): readonly PodSlots[] {
  const parts = groupBy(sets, ({ pod, part }) => JSON.stringify([pod, part]));
  const slots = [...parts.values()].map((group) => {
    const measured = slotsOf(group, grid);
    return { pod: group[0]?.pod, slots: lasting(bridged(measured)), measured: measured.mean };
  });
  return [...groupBy(slots, ({ pod }) => pod)].map(([pod, group]) => ({
    pod,
    slots: summed(group.map((part) => part.slots)),
    measured: summed(group.map(({ measured }) => ({ mean: measured, max: measured }))).mean,
  }));
}

/** Pods are not asked at one and the same moment: one whose last sample is a step older than the newest is still there. */
function lasting({ mean, max }: Slots): Slots {
  const last = mean.length - 1;
  if (!Number.isNaN(mean[last]) || last < 1) return { mean, max };
  return { mean: mean.with(last, mean[last - 1] ?? 0), max: max.with(last, max[last - 1] ?? 0) };
}

function totalOf(pods: readonly PodSlots[]): Slots {
  const totals = pods.find(({ pod }) => pod === undefined)?.slots;
  const sum = summed(pods.filter(({ pod }) => pod !== undefined).map(({ slots }) => slots));
  if (totals === undefined) return sum;
  if (sum.mean.length === 0) return totals;
  const prefer = (own: Float64Array, other: Float64Array) =>
    own.map((value, slot) => (Number.isNaN(value) ? (other[slot] ?? value) : value));
  return { mean: prefer(totals.mean, sum.mean), max: prefer(totals.max, sum.max) };
}

/** How many pods there were at a time, in the middle; undefined where rows don't name them. */
function podCount(pods: readonly PodSlots[]): number | undefined {
  const named = pods.filter(({ pod }) => pod !== undefined);
  const [first] = named;
  if (first === undefined) return undefined;
  const counts = Uint32Array.from(first.slots.mean, (_, slot) =>
    named.reduce((count, { slots }) => count + (Number.isNaN(slots.mean[slot]) ? 0 : 1), 0),
  );
  const present = counts.filter((count) => count > 0).sort();
  return present[present.length >> 1];
}

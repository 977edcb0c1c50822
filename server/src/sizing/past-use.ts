import type { Series } from "../history/series.ts";
import type { Container } from "../workload/workload.ts";
import { loadFor, loadOf } from "./load-of.ts";
import { replicasAt } from "./replica-load.ts";
import { policyFor } from "./resource-policy.ts";
import { contextOf, type SizingInput } from "./sizing-context.ts";
import { usageOf } from "./usage.ts";

/** What one replica of a container used in the past, by the division that sizing makes. */
export interface PastUse {
  /** What it is a part of. */
  readonly series: Series;
  /** Replicas at each step of the series. */
  readonly replicas: Float64Array;
  /** Of one replica at each step: means, and the highest within. */
  readonly mean: Float64Array;
  readonly max: Float64Array;
}

/**
 * The past use of a container with the replicas of today's manifest, or as many as its autoscaler would have run.
 * Undefined where there is no history of it, or where it is not known how many replicas it is of.
 */
export function pastUse(input: SizingInput, container: Container, resource: "cpu" | "memory"): PastUse | undefined {
  const context = contextOf(input);
  const { floor } = policyFor(context.policy, resource);
  const usage = usageOf(context.history, context.workload, container, resource, floor);
  const load = usage && loadFor(context, loadOf(context), usage.series);
  if (usage === undefined || load === undefined) return undefined;
  const { series, share } = usage;
  const replicas = replicasAt(load, series);
  const part = (values: Float64Array): Float64Array =>
    values.map((value, step) => (share * value) / (replicas[step] ?? 1));
  return { series, replicas, mean: part(series.mean), max: part(series.max) };
}

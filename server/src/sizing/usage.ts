import { seriesFor } from "../history/match.ts";
import type { History, Series } from "../history/series.ts";
import { effectiveRequest } from "../workload/pod-requests.ts";
import type { Container, ResourceName, Workload } from "../workload/workload.ts";

/** The measured use of one container, over all replicas. */
export interface Usage {
  /** As it was read: the container's own, or the pod's. */
  readonly series: Series;
  /** The container's part of it, 0–1. */
  readonly share: number;
  /** Over how many containers the pod's use is divided; 1 where it is not. */
  readonly containers: number;
}

/**
 * The history of a container: its own, or its part of the pod's where no container has its own. The pod's is divided
 * over the main containers in proportion to their present requests; one without a request counts as the average, and
 * one at the policy's floor, where it stays however little it uses, takes nothing from the others.
 */
export function usageOf(
  history: History,
  workload: Workload,
  container: Container,
  resource: ResourceName,
  floor: number,
): Usage | undefined {
  if (container.type === "init") return undefined;
  const own = seriesFor(history, workload, container.name, resource);
  if (own !== undefined) return { series: own, share: 1, containers: 1 };
  if (container.type !== "main" || hasOwnSeries(history, workload, resource)) return undefined;
  const series = seriesFor(history, workload, undefined, resource);
  if (series === undefined) return undefined;
  const mains = workload.containers.filter(({ type }) => type === "main");
  return { series, share: shareOf(container, mains, resource, floor), containers: mains.length };
}

/** The use of the whole pod: its own history, or the sum of its containers'. */
export function podUsage(history: History, workload: Workload, resource: ResourceName): Series | undefined {
  if (!hasOwnSeries(history, workload, resource)) return seriesFor(history, workload, undefined, resource);
  const running = workload.containers.filter(({ type }) => type !== "init");
  return sumOf(running.flatMap(({ name }) => seriesFor(history, workload, name, resource) ?? []));
}

function hasOwnSeries(history: History, workload: Workload, resource: ResourceName): boolean {
  return workload.containers.some(({ name }) => seriesFor(history, workload, name, resource) !== undefined);
}

function shareOf(container: Container, mains: readonly Container[], resource: ResourceName, floor: number): number {
  const weights = mains.map((main) => effectiveRequest(main, resource));
  const present = weights.filter((weight) => weight !== undefined && weight > floor);
  const total = present.reduce((sum: number, weight) => sum + (weight ?? 0), 0);
  const average = present.length === 0 ? 1 : total / present.length;
  const weightOf = (weight: number | undefined): number => {
    if (weight === undefined || present.length === 0) return average;
    return weight > floor ? weight : 0;
  };
  const own = weightOf(effectiveRequest(container, resource));
  return own / weights.reduce((sum: number, weight) => sum + weightOf(weight), 0);
}

/** Undefined where the series do not share one grid. */
function sumOf(series: readonly Series[]): Series | undefined {
  const [first, ...others] = series;
  if (first === undefined || others.length === 0) return first;
  const { start, stepSeconds, mean } = first;
  const isAligned = others.every(
    (each) => each.start === start && each.stepSeconds === stepSeconds && each.mean.length === mean.length,
  );
  if (!isAligned) return undefined;
  const { container: _, ...pod } = first;
  return {
    ...pod,
    id: `${first.namespace ?? ""}/${first.workload}//${first.resource}`,
    mean: mean.map((value, slot) => others.reduce((sum, each) => sum + (each.mean[slot] ?? Number.NaN), value)),
    max: first.max.map((value, slot) => others.reduce((sum, each) => sum + (each.max[slot] ?? Number.NaN), value)),
    interpolated: [...new Set(series.flatMap(({ interpolated }) => interpolated))].toSorted((a, b) => a - b),
    samples: series.reduce((least, { samples }) => Math.min(least, samples), first.samples),
    files: [...new Set(series.flatMap(({ files }) => files))],
  };
}

/** The highest value; gaps do not count. */
export function highest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

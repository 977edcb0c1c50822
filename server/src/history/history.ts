import { type Grid, inferStep, sumGrids, toGrid } from "./grid.ts";
import { type PodOwner, workloadOfPod } from "./pods.ts";
import type { ReadResult, SampleSet } from "./reader.ts";
import { fileFinding } from "./report.ts";
import { unitOf } from "./resource-names.ts";
import type { History, HistoryFileReport, Series } from "./series.ts";

export interface MergeOptions {
  /** What pods may belong to. */
  readonly workloads?: readonly PodOwner[];
  /** Epoch milliseconds: later samples do not count. */
  readonly at?: number;
}

/** Puts what files hold together into series: pods into workloads, samples onto grids. */
export function mergeHistory(results: readonly ReadResult[], options: MergeOptions = {}): History {
  const groups = new Map<string, Group>();
  for (const result of results) {
    for (const set of result.samples) addTo(groups, result.file, cut(set, options.at), options.workloads ?? []);
  }
  const made = [...groups.values()].flatMap((group) => seriesOf(group) ?? []);
  const gaps = gapsByFile(made);
  const files = results
    .filter(({ recognized }) => recognized)
    .map((result) => reportOf(result, gaps.get(result.file) ?? 0));
  const findings = results.flatMap((result) => fileFinding(result) ?? []);
  return { series: withMeasuredReplicas(made.map(({ series }) => series)), files, findings };
}

/** The same series without what came after `at`; undefined where nothing came before. */
export function seriesUntil(series: Series, at: number): Series | undefined {
  const step = series.stepSeconds * 1000;
  let length = Math.min(series.mean.length, Math.floor((at - series.start) / step) + 1);
  while (length > 0 && Number.isNaN(series.mean[length - 1])) length--;
  if (length <= 0) return undefined;
  if (length === series.mean.length) return series;
  const interpolated = series.interpolated.filter((index) => index < length);
  return {
    ...series,
    mean: series.mean.slice(0, length),
    max: series.max.slice(0, length),
    interpolated,
    samples: Math.min(series.samples, length),
  };
}

interface Group {
  readonly namespace?: string;
  readonly workload: string;
  readonly container?: string;
  readonly resource: string;
  readonly files: Set<string>;
  /** By pod; empty for totals. */
  readonly pods: Map<string, SampleSet[]>;
}

function addTo(groups: Map<string, Group>, file: string, set: SampleSet, owners: readonly PodOwner[]): void {
  if (set.times.length === 0) return;
  const { namespace, container, resource, pod } = set;
  const workload = set.workload === "" && pod !== undefined ? workloadOfPod(pod, namespace, owners) : set.workload;
  const id = [namespace ?? "", workload, container ?? "", resource].join("/");
  const group: Group = groups.get(id) ?? {
    workload,
    resource,
    ...(namespace !== undefined && { namespace }),
    ...(container !== undefined && { container }),
    files: new Set(),
    pods: new Map(),
  };
  groups.set(id, group);
  group.files.add(file);
  group.pods.set(pod ?? "", [...(group.pods.get(pod ?? "") ?? []), set]);
}

interface MadeSeries {
  readonly series: Series;
  readonly gaps: number;
}

/** Totals and pods of one thing are not added: totals are what they say. */
function seriesOf({ pods, files, ...key }: Group): MadeSeries | undefined {
  const totals = pods.get("");
  const chosen = totals === undefined ? [...pods.values()] : [totals];
  const stepSeconds = inferStep(chosen.flat()) || 900;
  const grids = chosen.flatMap((sets) => toGrid(byStatistic(sets), stepSeconds) ?? []);
  const summed = totals === undefined ? sumGrids(grids) : undefined;
  const grid: Grid | undefined = summed?.grid ?? grids[0];
  if (grid === undefined) return undefined;
  const { gaps, ...onGrid } = grid;
  const samples = chosen
    .flat()
    .reduce((sum, { times, statistic }) => sum + (statistic === "mean" ? times.length : 0), 0);
  const series = {
    id: [key.namespace ?? "", key.workload, key.container ?? "", key.resource].join("/"),
    ...key,
    unit: unitOf(key.resource),
    ...onGrid,
    ...(summed !== undefined && { pods: summed.pods }),
    samples,
    files: [...files].sort(),
  };
  return { series, gaps };
}

/** A history of `replicas` says how many pods the workload's totals are of. */
function withMeasuredReplicas(all: readonly Series[]): readonly Series[] {
  const counts = all.filter(({ resource, container }) => resource === "replicas" && container === undefined);
  return all.map((series) => {
    const count = counts.find(
      ({ workload, namespace }) => workload === series.workload && namespace === series.namespace,
    );
    if (count === undefined || count === series || series.pods !== undefined) return series;
    return { ...series, pods: Math.max(1, Math.round(middleOf(count.mean))) };
  });
}

function middleOf(values: Float64Array): number {
  const ascending = values.filter((value) => !Number.isNaN(value)).sort();
  return ascending[Math.floor(ascending.length / 2)] ?? 0;
}

function byStatistic(sets: readonly SampleSet[]): { mean: readonly SampleSet[]; max: readonly SampleSet[] } {
  return {
    mean: joined(sets.filter(({ statistic }) => statistic === "mean")),
    max: joined(sets.filter(({ statistic }) => statistic === "max")),
  };
}

/** Several files of one series become one set, so that of equal times the last file's sample counts. */
function joined(sets: readonly SampleSet[]): readonly SampleSet[] {
  const [first, ...rest] = sets;
  if (first === undefined || rest.length === 0) return sets;
  const times = Float64Array.from(sets.flatMap((set) => [...set.times]));
  const values = Float64Array.from(sets.flatMap((set) => [...set.values]));
  return [{ ...first, times, values }];
}

function cut(set: SampleSet, at: number | undefined): SampleSet {
  if (at === undefined || set.times.every((time) => time <= at)) return set;
  const kept = [...set.times.keys()].filter((index) => (set.times[index] ?? 0) <= at);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (index) => values[index] ?? 0);
  return { ...set, times: pick(set.times), values: pick(set.values) };
}

function gapsByFile(made: readonly MadeSeries[]): ReadonlyMap<string, number> {
  const gaps = new Map<string, number>();
  for (const { series, gaps: count } of made)
    for (const file of series.files) gaps.set(file, (gaps.get(file) ?? 0) + count);
  return gaps;
}

function reportOf({ file, rows, used, problems }: ReadResult, gaps: number): HistoryFileReport {
  const withGaps = gaps === 0 ? problems : [...problems, { reason: "gap" as const, count: gaps, lines: [] }];
  return { file, rows, used, problems: withGaps };
}

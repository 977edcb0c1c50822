import { mergedBaselines } from "./baseline.ts";
import { groupBy } from "./group-by.ts";
import { type PodOwner, workloadOfPod } from "./pods.ts";
import type { ReadResult, SampleSet } from "./reader.ts";
import { fileFinding } from "./report.ts";
import type { History, Series } from "./series.ts";
import { type SampleGroup, seriesOf } from "./series-of.ts";

export interface MergeOptions {
  /** What pods may belong to. */
  readonly workloads?: readonly PodOwner[];
  /** Epoch milliseconds: later samples do not count. */
  readonly at?: number;
}

/** Puts what files hold together into series: pods into workloads, samples onto grids. */
export function mergeHistory(results: readonly ReadResult[], options: MergeOptions = {}): History {
  const groups = new Map<string, SampleGroup>();
  for (const result of results) {
    for (const set of result.samples) addTo(groups, result.file, until(set, options.at), options.workloads ?? []);
  }
  const series = [...groups.values()].flatMap(
    (group) => seriesOf({ ...group, sets: withoutRepeats(group.sets) }) ?? [],
  );
  const files = results
    .filter(({ recognized }) => recognized)
    .map(({ file, rows, used, problems }) => ({ file, rows, used, problems }));
  const baselines = mergedBaselines(results.flatMap((result) => result.baselines ?? []));
  const isKnown = baselines.recommendations.length + baselines.distributions.length > 0;
  return {
    series: withMeasuredReplicas(series),
    files,
    findings: results.flatMap((each) => fileFinding(each) ?? []),
    ...(isKnown && { baselines }),
  };
}

/** The same series without what came after `at`; undefined where nothing came before. */
export function seriesUntil(series: Series, at: number): Series | undefined {
  const { mean, max, interpolated, samples } = series;
  const slots = Math.floor((at - series.start) / (series.stepSeconds * 1000)) + 1;
  if (slots >= mean.length) return series;
  let length = Math.max(slots, 0);
  // A bridge ends in a sample that is cut off: what it says was not known.
  const bridges = new Set(interpolated);
  while (length > 0 && (Number.isNaN(mean[length - 1]) || bridges.has(length - 1))) length--;
  if (length === 0) return undefined;
  const measured = (end: number) =>
    mean.subarray(0, end).reduce((sum, value, slot) => sum + (Number.isNaN(value) || bridges.has(slot) ? 0 : 1), 0);
  return {
    ...series,
    mean: mean.slice(0, length),
    max: max.slice(0, length),
    interpolated: interpolated.filter((index) => index < length),
    samples: Math.max(1, Math.round((samples * measured(length)) / measured(mean.length))),
  };
}

function addTo(groups: Map<string, SampleGroup>, file: string, set: SampleSet, owners: readonly PodOwner[]): void {
  if (set.times.length === 0) return;
  const { namespace, container, resource, pod } = set;
  const workload = set.workload === "" && pod !== undefined ? workloadOfPod(pod, namespace, owners) : set.workload;
  const id = [namespace ?? "", workload, container ?? "", resource].join("/");
  const group: SampleGroup = groups.get(id) ?? {
    id,
    key: {
      ...(namespace !== undefined && { namespace }),
      workload,
      ...(container !== undefined && { container }),
      resource,
    },
    sets: [],
    files: new Set(),
  };
  groups.set(id, group);
  group.files.add(file);
  group.sets.push(set);
}

/** Sets of one and the same use from several files become one: of equal times the sample of the newest file counts. */
function withoutRepeats(sets: readonly SampleSet[]): SampleSet[] {
  const uses = groupBy(sets, ({ pod, part, statistic }) => JSON.stringify([pod, part, statistic]));
  return [...uses.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const oldestFirst = [first, ...others].toSorted((a, b) => (a.times.at(-1) ?? 0) - (b.times.at(-1) ?? 0));
    const newest = new Map(
      oldestFirst.flatMap(({ times, values }) => Array.from(times, (time, i) => [time, values[i] ?? 0])),
    );
    const times = Float64Array.from(newest.keys()).sort();
    return { ...first, times, values: times.map((time) => newest.get(time) ?? 0) };
  });
}

function until(set: SampleSet, at: number | undefined): SampleSet {
  if (at === undefined || (set.times.at(-1) ?? at) <= at) return set;
  const end = set.times.findIndex((time) => time > at);
  return { ...set, times: set.times.slice(0, end), values: set.values.slice(0, end) };
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
  return ascending[ascending.length >> 1] ?? 0;
}

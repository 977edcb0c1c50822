/** What a metric of an exporter measures. */
export interface Metric {
  readonly resource: string;
  /** Rises for ever: what is used is its slope. */
  readonly counter: boolean;
  /** Base units in one of the metric's. */
  readonly factor: number;
}

/**
 * What is known of a metric by its name; undefined where nothing is. Counters are only those that are known as such: a
 * gauge that happens to rise must not be taken for one.
 */
export function metricNamed(name: string): Metric | undefined {
  const known = metrics.find(([pattern]) => pattern.test(name));
  return known === undefined ? undefined : { resource: known[1], counter: known[2] ?? false, factor: known[3] ?? 1 };
}

type Known = readonly [name: RegExp, resource: string, counter?: boolean, factor?: number];

/** Names as cAdvisor, DCGM's exporter, kube-state-metrics' neighbors and the usual request counters give them. */
const metrics: readonly Known[] = [
  [/^(?:container|pod|process|namespace_workload)_cpu_(?:usage_)?seconds_total$/, "cpu", true],
  [/cpu.*(?:rate|irate|_cores)|^container_cpu_usage$/i, "cpu"],
  [/^(?:container|pod)_memory_(?:working_set|usage|rss)(?:_bytes)?$/, "memory"],
  [/^process_resident_memory_bytes$/, "memory"],
  [/^container_fs_usage_bytes$/, "ephemeral-storage"],
  // Per cent and share of one device that is busy; summed over a pod's devices it says how many are needed.
  [/^DCGM_FI_DEV_GPU_UTIL$/, "nvidia.com/gpu", false, 0.01],
  [/^DCGM_FI_PROF_GR_ENGINE_ACTIVE$/, "nvidia.com/gpu"],
  [/(?:^|_|:)requests?(?:_success)?_(?:total|seconds_count|count)$/, "requests", true],
  [/(?:^|_|:)requests?(?:_per_second|:rate.*)$/, "requests"],
];

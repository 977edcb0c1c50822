/** What a metric of an exporter measures. */
export interface Metric {
  readonly resource: string;
  /** Rises for ever: what is used is its slope. */
  readonly counter: boolean;
  /** Base units in one of the metric's. */
  readonly factor: number;
  /** Of several metrics of one use the one with the lowest rank counts: they measure the same, and are not added. */
  readonly rank: number;
}

/**
 * What is known of a metric by its name; undefined where nothing is. Counters are only those that are known as such: a
 * gauge that happens to rise must not be taken for one.
 */
export function metricNamed(name: string): Metric | undefined {
  const rank = metrics.findIndex(([pattern]) => pattern.test(name));
  const known = metrics[rank];
  return known === undefined
    ? undefined
    : { resource: known[1], counter: known[2] ?? false, factor: known[3] ?? 1, rank };
}

type Known = readonly [name: RegExp, resource: string, counter?: boolean, factor?: number];

/** Names as cAdvisor, DCGM's exporter, vLLM, kube-state-metrics and the usual request counters give them, the best of a resource first. */
const metrics: readonly Known[] = [
  [/^(?:container|pod|process|namespace_workload)_cpu_(?:usage_)?seconds_total$/, "cpu", true],
  [/cpu.*(?:rate|irate|_cores)|^container_cpu_usage$/i, "cpu"],
  [/^(?:container|pod)_memory_working_set(?:_bytes)?$/, "memory"],
  [/^(?:container|pod)_memory_usage(?:_bytes)?$/, "memory"],
  [/^(?:container|pod)_memory_rss(?:_bytes)?$/, "memory"],
  [/^(?:container|pod)_memory_bytes$/, "memory"],
  [/^process_resident_memory_bytes$/, "memory"],
  [/^container_fs_usage_bytes$/, "ephemeral-storage"],
  [/^kube_[a-z]+_status_replicas$/, "replicas"],
  // Share and per cent of one device that is busy; summed over a pod's devices it says how many are busy.
  [/^DCGM_FI_PROF_GR_ENGINE_ACTIVE$/, "nvidia.com/gpu"],
  [/^DCGM_FI_DEV_GPU_UTIL$/, "nvidia.com/gpu", false, 0.01],
  [/^DCGM_FI_DEV_FB_USED$/, "gpu-memory", false, 1_048_576],
  [/^vllm:num_requests_running$/, "running-requests"],
  [/^vllm:num_requests_waiting$/, "waiting-requests"],
  [/^vllm:kv_cache_usage_perc$/, "kv-cache"],
  [/^vllm:gpu_cache_usage_perc$/, "kv-cache"],
  [/^vllm:prompt_tokens(?:_total)?$/, "prompt-tokens", true],
  [/^vllm:generation_tokens(?:_total)?$/, "generation-tokens", true],
  [/^vllm:request_success(?:_total)?$/, "requests", true],
  [/(?:^|_|:)requests?(?:_success)?_(?:total|seconds_count|count)$/, "requests", true],
  [/(?:^|_|:)requests?(?:_per_second|:rate.*)$/, "requests"],
];

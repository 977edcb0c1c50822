import type { ServerQuestions } from "../workload/resource-plan.ts";

/** A question to a Prometheus server, and what its answers are of. */
export interface PrometheusQuery {
  /** `cpu`, `cpu_max`, …: as settings name it. */
  readonly name: string;
  readonly resource: string;
  readonly statistic: "mean" | "max";
  readonly promql: string;
}

/** Seconds from one sample to the next where nothing else is said, and how far back is asked. */
export const defaultStepSeconds = 300;
export const defaultLookbackSeconds: number = 14 * 86_400;

/**
 * What a server is asked: the settings' queries over the defaults, in a stable order. The defaults stand on cAdvisor,
 * DCGM's exporter, vLLM and Istio; of those that a cluster does not have the answer is empty. The server sums the pods of
 * each workload, so that replicas that come and go cost nothing here.
 */
export function prometheusQueries({
  stepSeconds,
  matchers,
  queries = {},
}: ServerQuestions): readonly PrometheusQuery[] {
  const step = promDuration(stepSeconds ?? defaultStepSeconds);
  const all = new Map([...Object.entries(defaultQueries(step, matchers ?? "")), ...Object.entries(queries)]);
  return [...all].flatMap(([name, promql]) => {
    const statistic = name.endsWith("_max") ? "max" : "mean";
    const asked = promql.trim().replaceAll("$step", step);
    return asked === "" ? [] : [{ name, resource: name.replace(/_max$/, ""), statistic, promql: asked }];
  });
}

function defaultQueries(step: string, matchers: string): Readonly<Record<string, string>> {
  const containers = selector(['container!=""', 'container!="POD"', 'pod!=""', matchers]);
  const cpu = (range: string) => total(`rate(container_cpu_usage_seconds_total${containers}[${range}])`);
  const memory = (over: string) => total(`${over}(container_memory_working_set_bytes${containers}[${step}])`);
  const devices = (metric: string) => total(exported(`avg_over_time(${metric}${selector([matchers])}[${step}])`));
  const rate = (metric: string) =>
    total(`rate(${metric}${selector(['pod!=""', matchers])}[${step}])`, "namespace, workload");
  return {
    cpu: cpu(step),
    // The highest of the short rates within each step, of all pods together.
    cpu_max: `max_over_time((${cpu(shortRange)})[${step}:1m])`,
    memory: memory("avg_over_time"),
    memory_max: memory("max_over_time"),
    "ephemeral-storage": total(`avg_over_time(container_fs_usage_bytes${containers}[${step}])`),
    replicas: `count by (namespace, workload) (${owned(`sum by (namespace, pod) (container_memory_working_set_bytes${containers})`)})`,
    "nvidia.com/gpu": `${devices("DCGM_FI_DEV_GPU_UTIL")} / 100`,
    "gpu-memory": `${devices("DCGM_FI_DEV_FB_USED")} * 1048576`,
    requests: `${rate("vllm:request_success_total")} or ${meshRequests(step, matchers)}`,
    "prompt-tokens": rate("vllm:prompt_tokens_total"),
    "generation-tokens": rate("vllm:generation_tokens_total"),
  };
}

/** Sums over the pods of each workload. */
function total(pods: string, by = "namespace, workload, container"): string {
  return `sum by (${by}) (${owned(pods)})`;
}

/**
 * Adds the label `workload`: the pod's name without the suffixes that Kubernetes gives. What matches later counts: an
 * ordinal, five random characters, and before these a template's hash.
 */
function owned(pods: string): string {
  return suffixes.reduce(
    (inner, suffix) => `label_replace(${inner}, "workload", "$1", "pod", "${suffix}")`,
    `label_replace(${pods}, "workload", "$1", "pod", "(.*)")`,
  );
}

const random = "[bcdfghjklmnpqrstvwxz2456789]";
const suffixes: readonly string[] = [
  "(.+)-[0-9]{1,5}",
  `(.+)-${random}{5}`,
  `(.+)-[0-9]{8,10}-${random}{5}`,
  `(.+?)(-predictor)?(-default)?(-[0-9]{5}-deployment)?-${random}{6,10}-${random}{5}`,
];

/** DCGM's exporter stands in a pod of its own: whose the device is, is in the `exported_` labels where it has both. */
function exported(devices: string): string {
  return ["namespace", "pod", "container"].reduce(
    (inner, label) => `label_replace(${inner}, "${label}", "$1", "exported_${label}", "(.+)")`,
    devices,
  );
}

/** Requests that a service mesh counted where they arrived. */
function meshRequests(step: string, matchers: string): string {
  const counted = `rate(istio_requests_total${selector(['reporter="destination"', matchers])}[${step}])`;
  const named = `label_replace(${counted}, "workload", "$1", "destination_workload", "(.+)")`;
  const placed = `label_replace(${named}, "namespace", "$1", "destination_workload_namespace", "(.+)")`;
  return `sum by (namespace, workload) (${placed})`;
}

/** Two scrapes of the usual minute. */
const shortRange = "2m";

function selector(matchers: readonly string[]): string {
  const given = matchers.filter((each) => each.trim() !== "");
  return given.length === 0 ? "" : `{${given.join(",")}}`;
}

/** Seconds as PromQL writes them. */
function promDuration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

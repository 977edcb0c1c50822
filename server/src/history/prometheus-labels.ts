import type { SampleKey } from "./reader.ts";
import { isResource, type NamedFile } from "./resource-names.ts";

/** A series' labels, as Prometheus gives them. */
export type Labels = Readonly<Record<string, string>>;

/** What a series is of; undefined where its labels and the file's name do not say. */
export function keyOfLabels(labels: Labels, file: NamedFile): SampleKey | undefined {
  const resource = resourceOf(labels) ?? file.resource;
  const pod = labels["pod"] ?? labels["pod_name"] ?? labels["exported_pod"];
  const workload = ownerLabels.map((name) => labels[name]).find((name) => name !== undefined && name !== "");
  const owner = workload ?? (pod === undefined ? file.workload : "");
  if (resource === undefined || owner === undefined) return undefined;
  const namespace = labels["namespace"] ?? labels["exported_namespace"];
  const container = labels["container"] ?? labels["exported_container"];
  return {
    workload: owner,
    resource,
    statistic: "mean",
    ...(namespace !== undefined && namespace !== "" && { namespace }),
    ...(container !== undefined && container !== "" && { container }),
    ...(workload === undefined && pod !== undefined && { pod }),
  };
}

/** Series that cAdvisor keeps beside those of the containers: the pod's own control group and its pause container. */
export function isPodOverhead(labels: Labels): boolean {
  return labels["container"] === "" || labels["container"] === "POD";
}

/** Counters rise for ever; what is used is their slope. By Prometheus' own naming convention they end in `_total`. */
export function isCounter(labels: Labels): boolean {
  return labels["__name__"]?.endsWith("_total") ?? false;
}

function resourceOf(labels: Labels): string | undefined {
  const named = labels["resource"];
  if (named !== undefined && isResource(named)) return named;
  const metric = labels["__name__"] ?? "";
  return metricResources.find(([pattern]) => pattern.test(metric))?.[1];
}

const metricResources: readonly (readonly [RegExp, string])[] = [
  [/cpu/, "cpu"],
  [/memory/, "memory"],
  [/container_fs_usage|ephemeral/, "ephemeral-storage"],
  [/requests?(_total|_per_second)?$/, "requests"],
];

const ownerLabels: readonly string[] = ["workload", "deployment", "statefulset", "daemonset"];

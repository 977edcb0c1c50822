import { metricNamed } from "./metrics.ts";
import type { SampleKey } from "./reader.ts";
import { readUse, resourceNamed, stemOf } from "./resource-names.ts";

/** A series' labels, as Prometheus gives them. */
export type Labels = Readonly<Record<string, string>>;

/** What a series is of, and how its values become amounts in base units. */
export interface LabeledUse {
  readonly key: SampleKey;
  readonly counter: boolean;
  readonly factor: number;
  /** As of `Metric`; 0 where the metric is not known. */
  readonly rank: number;
}

/** Reads labels, with the file's name for what they leave open; undefined where nothing says whose usage it is. */
export function useOfLabels(labels: Labels, file: string): LabeledUse | undefined {
  const named = readUse(stemOf(file));
  const metric = metricNamed(labels["__name__"] ?? "");
  const pod = first(labels, podLabels);
  const workload = ownerOf(labels, pod, named.workload ?? stemOf(file));
  if (workload === undefined) return undefined;
  const key = {
    workload,
    resource: resourceNamed(labels["resource"] ?? "") ?? metric?.resource ?? named.resource ?? "value",
    statistic: labels["statistic"] === "max" ? ("max" as const) : ("mean" as const),
    ...optional("namespace", first(labels, namespaceLabels)),
    ...optional("container", first(labels, containerLabels)),
    ...optional("pod", pod),
    ...optional("part", partOf(labels)),
  };
  return { key, counter: metric?.counter ?? false, factor: metric?.factor ?? 1, rank: metric?.rank ?? 0 };
}

/** Empty where the pod will say it. What is only of a machine is of no workload. */
function ownerOf(labels: Labels, pod: string | undefined, file: string): string | undefined {
  const owner = first(labels, ownerLabels);
  if (owner !== undefined) return owner;
  if (pod !== undefined) return "";
  const isOfMachine = "instance" in labels || "node" in labels;
  return first(labels, serviceLabels) ?? (isOfMachine ? undefined : file);
}

function optional<Name extends string>(name: Name, value: string | undefined): { readonly [name in Name]?: string } {
  return value === undefined || value === "" ? {} : ({ [name]: value } as { readonly [name in Name]: string });
}

/** Series that cAdvisor keeps beside those of the containers: the pod's own control group and its pause container. */
export function isPodOverhead(labels: Labels): boolean {
  return containerLabels.some((name) => labels[name] === "" || labels[name] === "POD");
}

/** DCGM's exporter has labels `pod` of its own; what it measures is in the `exported_` ones, where there are both. */
const podLabels: readonly string[] = ["exported_pod", "pod", "pod_name"];
const namespaceLabels: readonly string[] = ["exported_namespace", "namespace"];
const containerLabels: readonly string[] = ["exported_container", "container", "container_name"];
const ownerLabels: readonly string[] = ["workload", "deployment", "statefulset", "daemonset"];
const serviceLabels: readonly string[] = ["destination_workload", "service", "app"];
const known: ReadonlySet<string> = new Set([
  "__name__",
  "resource",
  "statistic",
  ...podLabels,
  ...namespaceLabels,
  ...containerLabels,
  ...ownerLabels,
]);

/** Labels that tell parts of one use apart: two devices of a pod are two series, and their use is the sum. */
function partOf(labels: Labels): string {
  return Object.entries(labels)
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join(",");
}

function first(labels: Labels, names: readonly string[]): string | undefined {
  return names.map((name) => labels[name]).find((value) => value !== undefined && value !== "");
}

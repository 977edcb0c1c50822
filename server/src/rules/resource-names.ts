import { nearest } from "../document/nearest.ts";
import type { ResourceName } from "../workload/workload.ts";

/**
 * Whether a resource is one that a node counts in whole pieces and cannot lend out twice: an extended resource.
 * Source: Kubernetes `pkg/apis/core/v1/helper`, `IsExtendedResourceName`.
 */
export function isExtendedResource(resource: ResourceName): boolean {
  return resource.includes("/") && !resource.includes("kubernetes.io/") && !resource.startsWith("requests.");
}

/** Whether the limit must equal the request: extended resources and huge pages (`IsOvercommitAllowed` of the same source). */
export function isNeverOvercommitted(resource: ResourceName): boolean {
  return isExtendedResource(resource) || resource.startsWith("hugepages-");
}

/** Whether the API server takes the name in a container's requests and limits: one of its own, or one with a domain. */
export function isAccepted(resource: ResourceName): boolean {
  return native.includes(resource) || resource.startsWith("hugepages-") || resource.includes("/");
}

const native: readonly ResourceName[] = ["cpu", "memory", "ephemeral-storage"];

/** Resources that device plugins in wide use advertise, by their documentation. */
const devices: readonly ResourceName[] = [
  "nvidia.com/gpu",
  "nvidia.com/gpu.shared",
  "amd.com/gpu",
  "gpu.intel.com/i915",
  "gpu.intel.com/xe",
  "google.com/tpu",
  "aws.amazon.com/neuron",
  "aws.amazon.com/neuroncore",
  "aws.amazon.com/neurondevice",
  "habana.ai/gaudi",
  "vpc.amazonaws.com/efa",
];

/**
 * The one known resource that a name must have meant: a few letters away, or a device's bare name (`gpu`). `offered`
 * are the resources of the pools in hand, known as well.
 */
export function meantResource(name: ResourceName, offered: readonly ResourceName[]): ResourceName | undefined {
  const bareNames = [name, name.replace(/s$/, "")];
  // Where several vendors' devices have the name, the first of the list is the one nearly everybody has.
  const byBareName = [...offered, ...devices].find((candidate) => bareNames.includes(candidate.split("/")[1] ?? ""));
  if (byBareName !== undefined) return byBareName;
  const known = [...new Set([...native, ...offered, ...devices])].filter((candidate) => candidate !== name);
  return nearest(name, known, name.length < 6 ? 1 : 2);
}

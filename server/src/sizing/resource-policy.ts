import { isBytes } from "../quantity/round.ts";
import type { ResourcePolicy, SizingPolicy } from "../workload/resource-plan.ts";
import type { ResourceName } from "../workload/workload.ts";

/**
 * The policy for one resource. Storage is sized as memory is, for it is not compressible either, but gets no limit of
 * its own. Devices are whole, cannot be overcommitted, and have no margin: a busy device is no reason for a second.
 */
export function policyFor({ cpu, memory }: SizingPolicy, resource: ResourceName): ResourcePolicy {
  if (resource === "cpu") return cpu;
  if (isLoad(resource)) return { ...cpu, margin: 0, limit: "none", floor: 0 };
  if (resource === "memory") return memory;
  if (isDevice(resource)) return { ...memory, margin: 0, limit: "equal", floor: 1 };
  return { ...memory, limit: "keepRatio", floor: 0 };
}

/** A GPU or other extended resource, or huge pages: whole units whose request and limit must be equal. */
export function isDevice(resource: ResourceName): boolean {
  return resource.startsWith("hugepages-") || !(resource === "cpu" || isBytes(resource) || isLoad(resource));
}

/** What a history may hold beside the resources that containers ask for: requests per second, and replicas. */
export function isLoad(resource: ResourceName): boolean {
  return resource === "requests" || resource === "replicas";
}

/** Whether a lack only slows the work down, as with CPU; a lack of memory or storage ends it. */
export function isCompressible(resource: ResourceName): boolean {
  return resource === "cpu";
}

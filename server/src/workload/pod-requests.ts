import type { Amounts, Container, ResourceName, Workload } from "./workload.ts";

/** What the scheduler sees of one container. */
interface ContainerRequests {
  readonly type: Container["type"];
  readonly requests: Amounts;
}

/**
 * What one pod takes from a node, in base units: the larger of what runs together (main containers and sidecars) and
 * of what each init container needs beside the sidecars started before it, plus overhead. Containers of one type
 * stand in the order in which the pod lists them. `podLevel` are requests of the pod as a whole, which replace the
 * containers' sum for the resources that they name.
 * Source: Kubernetes `component-helpers/resource/helpers.go`, `PodRequests`.
 */
export function podRequests(containers: readonly ContainerRequests[], overhead: Amounts, podLevel?: Amounts): Amounts {
  const running = new Map<ResourceName, number>();
  const sidecars = new Map<ResourceName, number>();
  const starting = new Map<ResourceName, number>();
  for (const { type, requests } of containers) {
    if (type !== "init") add(running, Object.entries(requests));
    if (type === "sidecar") add(sidecars, Object.entries(requests));
    if (type === "init") {
      const together = new Map(sidecars);
      add(together, Object.entries(requests));
      raise(starting, together);
    }
  }
  raise(running, starting);
  for (const [name, amount] of Object.entries(podLevel ?? {})) running.set(name, amount);
  add(running, Object.entries(overhead));
  return Object.fromEntries(running);
}

/** What one pod takes from a node by the values of today, written or filled in. */
export function currentPodRequests(workload: Workload): Amounts {
  return podRequests(containerRequests(workload), workload.overhead, podLevelRequests(workload));
}

/**
 * Requests of the pod as a whole (`spec.resources`) after the API's defaulting: a limit without a request becomes the
 * request where no container asks for that resource, else the containers' sum does. Undefined where none are written.
 */
export function podLevelRequests(workload: Pick<Workload, "containers" | "podResources">): Amounts | undefined {
  const { podResources } = workload;
  if (podResources === undefined) return undefined;
  const ofContainers = new Map(Object.entries(podRequests(containerRequests(workload), {})));
  const limits = Object.entries(podResources.limits).map(([name, limit]) => [
    name,
    ofContainers.get(name) ?? limit.value,
  ]);
  const requests = Object.entries(podResources.requests).map(([name, request]) => [name, request.value]);
  return Object.fromEntries([...limits, ...requests].filter(([, amount]) => amount !== undefined));
}

/**
 * A container's request as the API server fills it in: the written one, else the written limit, else the default of a
 * LimitRange. In base units.
 */
export function effectiveRequest(container: Resources, resource: ResourceName): number | undefined {
  const setting = container.requests[resource] ?? container.limits[resource];
  return setting === undefined ? container.defaults?.requests[resource] : setting.value;
}

/** A container's limit as the API server fills it in: the written one, else the default of a LimitRange. */
export function effectiveLimit(container: Resources, resource: ResourceName): number | undefined {
  const setting = container.limits[resource];
  return setting === undefined ? container.defaults?.limits[resource] : setting.value;
}

/** Every request of a container as the API server fills it in; a negative one, which it rejects, counts as none. */
export function effectiveRequests(container: Resources): Amounts {
  const { requests, limits, defaults } = container;
  const names = new Set([requests, limits, defaults?.requests ?? {}].flatMap(Object.keys));
  return Object.fromEntries([...names].map((name) => [name, Math.max(effectiveRequest(container, name) ?? 0, 0)]));
}

/** Of a container, what its requests and limits follow from. */
type Resources = Pick<Container, "requests" | "limits" | "defaults">;

function containerRequests({ containers }: Pick<Workload, "containers">): readonly ContainerRequests[] {
  return containers.map((container) => ({ type: container.type, requests: effectiveRequests(container) }));
}

function add(total: Map<ResourceName, number>, amounts: Iterable<readonly [ResourceName, number]>): void {
  for (const [name, amount] of amounts) total.set(name, (total.get(name) ?? 0) + amount);
}

function raise(total: Map<ResourceName, number>, amounts: Iterable<readonly [ResourceName, number]>): void {
  for (const [name, amount] of amounts) total.set(name, Math.max(total.get(name) ?? 0, amount));
}

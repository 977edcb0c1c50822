import { effectiveLimit, effectiveRequest, podLevelRequests, podRequests } from "../../workload/pod-requests.ts";
import type { Container, ResourceName, Workload } from "../../workload/workload.ts";

/** A request and a limit of one resource after all defaults, in base units; undefined where nothing says any. */
export interface EffectiveAmounts {
  readonly request: number | undefined;
  readonly limit: number | undefined;
}

/** What a pod requests of one resource, and what it is limited to, after all defaults. */
export interface PodAmounts {
  readonly amounts: EffectiveAmounts;
  /** The container with most of it; undefined where none says anything. */
  readonly largest: Container | undefined;
}

/** The amounts of one container. */
export function containerAmounts(container: Container, resource: ResourceName): EffectiveAmounts {
  return { request: effectiveRequest(container, resource), limit: effectiveLimit(container, resource) };
}

/** The amounts of a pod as a whole, which replace the sums of its containers where they are written. */
export function podAmounts(workload: Workload, resource: ResourceName): PodAmounts {
  const defaulted = workload.containers.map((container) => ({
    container,
    ...containerAmounts(container, resource),
  }));
  const sum = (role: "request" | "limit"): number | undefined => {
    const written = defaulted.flatMap(({ container: { type }, [role]: amount }) =>
      amount === undefined ? [] : [{ type, requests: { [resource]: Math.max(amount, 0) } }],
    );
    return written.length === 0 ? undefined : podRequests(written, {})[resource];
  };
  const largest = defaulted
    .filter(({ request, limit }) => request !== undefined || limit !== undefined)
    .toSorted((a, b) => (b.limit ?? b.request ?? 0) - (a.limit ?? a.request ?? 0))[0];
  return {
    amounts: {
      request: podLevelRequests(workload)?.[resource] ?? sum("request"),
      limit: workload.podResources?.limits[resource]?.value ?? sum("limit"),
    },
    largest: largest?.container,
  };
}

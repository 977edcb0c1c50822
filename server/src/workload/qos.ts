import { effectiveLimit, effectiveRequests, podLevelRequests } from "./pod-requests.ts";
import type { Amounts, Container, QosClass, Workload } from "./workload.ts";

/** The resources that decide a pod's QoS class. */
const decisive = ["cpu", "memory"] as const;

/** Sums of equal quantities may differ in the last bits; a quantity's own steps are far coarser. */
const tolerance = 1e-9;

/**
 * A pod's QoS class: Guaranteed where every container (init containers too) limits CPU and memory and the sums of
 * requests and limits are equal, BestEffort where nothing is requested or limited, else Burstable. Resources of the
 * pod as a whole decide alone where they are written. A limit without a request implies the request, and what a
 * LimitRange fills in counts as written.
 * Source: Kubernetes `pkg/apis/core/v1/helper/qos/qos.go`, `ComputePodQOS`.
 */
export function qosClass(pod: Pick<Workload, "containers" | "podResources">): QosClass {
  const holders = holdersOf(pod);
  const requests = sums(holders.map((holder) => holder.requests));
  const limits = sums(holders.map((holder) => holder.limits));
  if (requests.size === 0 && limits.size === 0) return "BestEffort";
  const allLimited = holders.every((holder) => decisive.every((name) => (holder.limits[name] ?? 0) > 0));
  const equal = decisive.every((name) => same(requests.get(name) ?? 0, limits.get(name) ?? 0));
  return allLimited && equal ? "Guaranteed" : "Burstable";
}

interface Holder {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

function holdersOf(pod: Pick<Workload, "containers" | "podResources">): readonly Holder[] {
  if (pod.podResources !== undefined) {
    return [{ requests: podLevelRequests(pod) ?? {}, limits: written(pod.podResources.limits) }];
  }
  return pod.containers.map((container) => ({
    requests: effectiveRequests(container),
    limits: effectiveLimits(container),
  }));
}

function effectiveLimits(container: Container): Amounts {
  return Object.fromEntries(decisive.map((name) => [name, effectiveLimit(container, name) ?? 0]));
}

function written(settings: Workload["containers"][number]["limits"]): Amounts {
  return Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.value ?? 0]));
}

/** Zero and negative amounts count as not written. */
function sums(amounts: readonly Amounts[]): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const name of decisive) {
    const sum = amounts.reduce((all, each) => all + Math.max(each[name] ?? 0, 0), 0);
    if (sum > 0) total.set(name, sum);
  }
  return total;
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(a, b);
}

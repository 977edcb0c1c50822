import type { ResourcePolicy, SizingPolicy } from "../workload/resource-plan.ts";
import type { Container, ResourceName, Workload } from "../workload/workload.ts";
import { confidenceOf } from "./confidence.ts";
import { sizeLimit } from "./limits.ts";
import { demandReason, indivisible, initReason, noHistory, peakReason, scalingReason } from "./reason.ts";
import type { ResourceSizing } from "./recommendation.ts";
import { stepTo } from "./step.ts";
import { targetOf } from "./target.ts";
import { type Usage, type UsageInput, usageOf } from "./usage.ts";

/** What is needed to size one resource of one container. */
export interface ResourceInput {
  readonly workload: Workload;
  readonly container: Container;
  readonly resource: ResourceName;
  readonly usage: UsageInput;
  readonly policy: SizingPolicy;
  /** The least request under an autoscaler; 0 elsewhere. */
  readonly scalingFloor: number;
}

/** The resources that are sized by their use; devices are whole and belong to the program, not to its load. */
export const sizedResources: readonly ResourceName[] = ["cpu", "memory", "ephemeral-storage"];

/** Request and limit of one resource of one container, or why they are kept. */
export function sizeResource(input: ResourceInput): ResourceSizing {
  const { container, resource, workload } = input;
  if (container.type === "init") return kept(input, initReason);
  if (!sizedResources.includes(resource))
    return kept(input, `Devices are kept as they are: ${resource} is not shared.`);
  const policy = policyOf(input.policy, resource);
  const usage = usageOf(input.usage, container, resource, policy);
  if (usage === undefined) return kept(input, noHistory(resource));
  if (workload.perNode && usage.series.pods === undefined) return kept(input, indivisible);
  if (usage.demand === undefined) return kept(input, usage.forecast.reason, usage);
  return sized(input, usage, usage.demand, policy);
}

/** Memory's policy also governs what else cannot be compressed. */
export function policyOf(policy: SizingPolicy, resource: ResourceName): ResourcePolicy {
  if (resource === "cpu") return policy.cpu;
  return resource === "memory" ? policy.memory : { ...policy.memory, limit: "keepRatio" };
}

function sized(input: ResourceInput, usage: Usage, demand: number, policy: ResourcePolicy): ResourceSizing {
  const { resource, workload, scalingFloor } = input;
  const compressible = resource === "cpu";
  // By `equal` the request is the limit too, and must hold what was used already.
  const peak = !compressible && (policy.limit === "equal" || workload.qosClass === "Guaranteed") ? usage.peak : 0;
  const target = targetOf(demand, policy, { peak, scaling: scalingFloor });
  const { request: current, limit: currentLimit } = written(input);
  const step = { ...input.policy, unsafeBelow: compressible ? 0 : Math.max(demand, peak) };
  const request = stepTo(resource, current, target, step);
  const limit = sizeLimit({
    resource,
    request,
    current: currentLimit,
    policy,
    qosClass: workload.qosClass,
    step,
    least: compressible ? 0 : usage.peak * (1 + policy.margin),
  });
  const byPeak = peak > 0 && target === peak ? peakReason(resource, peak) : "";
  const byScaling = scalingFloor > 0 && target === scalingFloor ? scalingReason(resource, scalingFloor) : "";
  return {
    request,
    limit,
    demand,
    peak: usage.peak,
    reason: demandReason({ ...usage, resource, demand, policy }) + byPeak + byScaling,
    confidence: confidenceOf(usage.series, usage.forecast),
    model: usage.forecast.model,
    series: usage.series.id,
  };
}

function kept(input: ResourceInput, reason: string, usage?: Usage): ResourceSizing {
  const { request, limit } = written(input);
  return {
    request: { current: request, recommended: request },
    limit: { current: limit, recommended: limit },
    demand: undefined,
    peak: usage?.peak,
    reason,
    confidence: 0,
    model: undefined,
    series: usage?.series.id,
  };
}

function written({ container, resource }: ResourceInput): {
  readonly request: number | null;
  readonly limit: number | null;
} {
  return { request: container.requests[resource]?.value ?? null, limit: container.limits[resource]?.value ?? null };
}

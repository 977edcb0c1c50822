import type { Autoscaler } from "../workload/inventory.ts";
import { currentPodRequests } from "../workload/pod-requests.ts";
import type { Container, ResourceName, Workload } from "../workload/workload.ts";
import { type Draft, draftRequest } from "./draft.ts";
import { limitFor } from "./limit.ts";
import { loadOf } from "./load-of.ts";
import { capToNode, draftedPodRequests, draftedRequests, exactText } from "./node-cap.ts";
import { amountInWords } from "./reasons.ts";
import type { ContainerSizing, ResourceSizing, SizedValue, WorkloadSizing } from "./recommendation.ts";
import type { ReplicaLoad } from "./replica-load.ts";
import { isCompressible } from "./resource-policy.ts";
import { restatedTarget, scalingPoint, utilizationMetric } from "./scaling-point.ts";
import { sizeReplicas } from "./size-replicas.ts";
import { contextOf, type SizingContext, type SizingInput } from "./sizing-context.ts";

/**
 * Requests, limits and replicas of one workload by its policy: each request covers the forecast's upper quantile per
 * replica, with margin, rounded up to what people write; limits keep their ratio, the pod its QoS class and its place
 * on the largest node, and an autoscaler the use at which it scales.
 */
export function sizeWorkload(input: SizingInput): WorkloadSizing {
  const context = contextOf(input);
  const { workload, autoscaler } = context;
  // What the replicas are scaled on comes first: its requests restate where they scale, and that divides the rest.
  const isScaledOn = (resource: ResourceName): boolean =>
    autoscaler?.metrics.some((metric) => metric.resource === resource) ?? false;
  const scaledOn = draftAll(context, loadOf(context), isScaledOn);
  const load = loadOf(context, draftedRequests(workload, scaledOn));
  const drafts = [...scaledOn, ...draftAll(context, load, (resource) => !isScaledOn(resource))];
  return {
    workload: workload.id,
    replicas: sizeReplicas(context, draftedRequests(workload, drafts)),
    containers: workload.containers.map((container) => sizeContainer(input, container, drafts)),
    podRequests: draftedPodRequests(workload, drafts),
    currentPodRequests: currentPodRequests(workload),
  };
}

function draftAll(
  context: SizingContext,
  load: ReplicaLoad | undefined,
  select: (resource: ResourceName) => boolean,
): readonly Draft[] {
  const drafts = context.workload.containers.flatMap((container) =>
    resourcesOf(container)
      .filter(select)
      .map((resource) => draftRequest(context, load, container, resource)),
  );
  return capToNode(context, drafts);
}

/** CPU and memory, which every container should request, and whatever else it asks for or is given. */
function resourcesOf({ type, requests, limits, defaults }: Container): readonly ResourceName[] {
  const expected = type === "init" ? [] : ["cpu", "memory"];
  return [...new Set([...expected, ...[requests, limits, defaults?.requests ?? {}].flatMap(Object.keys)])];
}

function sizeContainer(
  { workload, autoscaler }: SizingInput,
  container: Container,
  drafts: readonly Draft[],
): ContainerSizing {
  const order = resourcesOf(container);
  const own = drafts
    .filter((draft) => draft.container === container)
    .toSorted((a, b) => order.indexOf(a.resource) - order.indexOf(b.resource));
  const resources = own.map((draft) => [draft.resource, sizeResource(workload, autoscaler, draft, drafts)] as const);
  return { name: container.name, resources: Object.fromEntries(resources) };
}

function sizeResource(
  workload: Workload,
  autoscaler: Autoscaler | undefined,
  draft: Draft,
  drafts: readonly Draft[],
): ResourceSizing {
  const { evidence, current, amount, text } = draft;
  const { need, peak, model, series, confidence } = evidence;
  const limit = sizeLimit(draft);
  const target = restated(workload, autoscaler, draft, drafts);
  return {
    request: { current: current ?? null, recommended: amount ?? null, ...(text === undefined ? {} : { text }) },
    limit,
    demand: need?.demand,
    peak,
    reason: [...draft.reason, ...draft.stepReason, ...limitSentences(draft, limit), ...(target?.sentence ?? [])].join(
      " ",
    ),
    confidence,
    model,
    series: series?.id,
    ...(target === undefined ? {} : { autoscalerTarget: target.target }),
  };
}

function sizeLimit({ container, resource, evidence, current, amount, text, minimumChange, slack }: Draft): SizedValue {
  const { need, policy } = evidence;
  const limit = container.limits[resource]?.value;
  if (need === undefined || amount === undefined) return { current: limit ?? null, recommended: limit ?? null };
  const written = container.requests[resource]?.source ?? exactText(resource, amount);
  return limitFor({
    resource,
    policy: policy.limit,
    current: limit,
    request: { current, recommended: amount, text: text ?? written },
    safe: isCompressible(resource) ? 0 : need.safe,
    slack,
    minimumChange,
  });
}

function limitSentences(
  { resource, evidence, amount }: Draft,
  { current, recommended, text }: SizedValue,
): readonly string[] {
  if (text === undefined || recommended === null) return [];
  if (evidence.policy.limit === "equal") return [`The limit equals the request.`];
  if (current !== null && recommended > current && recommended > (amount ?? 0)) {
    return [`The limit is raised above the highest use, ${amountInWords(resource, evidence.peak ?? 0)}.`];
  }
  return ["The limit keeps its ratio to the request."];
}

interface Restated {
  readonly target: NonNullable<ResourceSizing["autoscalerTarget"]>;
  readonly sentence: readonly string[];
}

function restated(
  workload: Workload,
  autoscaler: Autoscaler | undefined,
  { container, resource, text }: Draft,
  drafts: readonly Draft[],
): Restated | undefined {
  const metric = utilizationMetric(autoscaler, container, resource);
  if (autoscaler === undefined || metric === undefined || text === undefined) return undefined;
  const recommended = restatedTarget(workload, metric, draftedRequests(workload, drafts));
  const current = metric.target.value;
  if (recommended === current) return undefined;
  const point = amountInWords(resource, scalingPoint(workload, metric) ?? 0);
  return {
    target: { autoscaler: autoscaler.name, current, recommended },
    sentence: [
      `The target of autoscaler ${autoscaler.name} becomes ${recommended} %, so that it still scales at ${point}.`,
    ],
  };
}

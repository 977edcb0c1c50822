import { selects } from "../workload/selector.ts";
import type { Amounts, ResourceSettings } from "../workload/workload.ts";
import { scalingMetrics } from "./load-of.ts";
import { amountInWords, counted, percent } from "./reasons.ts";
import type { ReplicaSizing } from "./recommendation.ts";
import { policyFor } from "./resource-policy.ts";
import { measuredRequest } from "./scaling-point.ts";
import { servedReplicas, upperTotal, type WantedReplicas, wholeReplicas } from "./serving.ts";
import type { SizingContext } from "./sizing-context.ts";
import { podUsage } from "./usage.ts";

/**
 * How many replicas the forecast load needs, within the bounds of the autoscaler or service: the most that any reason
 * asks for, and today's number where nothing speaks for another. `requests` are the recommended ones, by container.
 */
export function sizeReplicas(context: SizingContext, requests: ReadonlyMap<string, Amounts>): ReplicaSizing {
  const { workload, autoscaler } = context;
  const { value: current, bounds: own, path } = workload.replicas;
  const scaled = autoscaler && { min: autoscaler.minReplicas.value, max: autoscaler.maxReplicas.value };
  const bounds = scaled ?? own;
  const wanted = bounds === undefined ? servedReplicas(context) : scaledReplicas(context, requests);
  const { min, max } = bounds ?? { min: 1, max: Number.POSITIVE_INFINITY };
  const clamp = (replicas: number): number => Math.max(min, Math.min(Math.max(min, max), replicas));
  if (workload.perNode || (bounds === undefined && current === 0))
    return { current, recommended: current, write: false };
  if (wanted === undefined)
    return { current, recommended: bounds === undefined ? current : clamp(current), write: false };
  const recommended = clamp(Math.max(wanted.replicas, Math.min(current, availableAtLeast(context))));
  return {
    current,
    recommended,
    reason: `${wanted.reason} ${outcome(wanted, recommended)}`,
    write: bounds === undefined && path !== undefined && recommended !== current,
    ...(wanted.replicas > recommended ? { needed: wanted.replicas } : {}),
  };
}

function outcome({ replicas }: WantedReplicas, recommended: number): string {
  if (replicas > recommended)
    return `That would take ${replicas}, but at most ${counted(recommended, "replica")} may run.`;
  if (replicas < recommended)
    return `That takes ${replicas}, but at least ${counted(recommended, "replica")} must run.`;
  return `That takes ${counted(replicas, "replica")}.`;
}

/** What the autoscaler would run, or what the requests per second take, if that is more. */
function scaledReplicas(context: SizingContext, requests: ReadonlyMap<string, Amounts>): WantedReplicas | undefined {
  const byMetric = scalingMetrics(context, requests).flatMap(({ series, point }) => {
    const { quantile } = policyFor(context.policy, series.resource);
    const upper = upperTotal(context, series);
    if (upper === undefined) return [];
    const total = amountInWords(series.resource, upper);
    const each = amountInWords(series.resource, point);
    const reason = `${percent(quantile)} of the time all replicas use up to ${total}, and one is added per ${each}.`;
    return { replicas: wholeReplicas(upper / point), reason };
  });
  const known = [...byMetric, servedReplicas(context) ?? []].flat();
  if (known.length === 0) return utilizedReplicas(context, requests);
  return known.reduce((a, b) => (b.replicas > a.replicas ? b : a));
}

/**
 * Where it is not known on what the replicas are scaled: CPU at the target utilization. Not where a pod holds devices:
 * what they do is not seen in its CPU, and each replica more would take a whole device.
 */
function utilizedReplicas(context: SizingContext, requests: ReadonlyMap<string, Amounts>): WantedReplicas | undefined {
  const { workload, history, policy } = context;
  if (workload.containers.some(({ requests: own, limits }) => holdsDevices({ ...limits, ...own }))) return undefined;
  const series = podUsage(history, workload, "cpu");
  const upper = series === undefined ? undefined : upperTotal(context, series);
  const request = measuredRequest({ resource: "cpu" }, workload, requests);
  if (upper === undefined || request <= 0) return undefined;
  const total = amountInWords("cpu", upper);
  const each = `${percent(policy.targetUtilization)} of the ${amountInWords("cpu", request)} that one requests`;
  return {
    replicas: wholeReplicas(upper / (request * policy.targetUtilization)),
    reason: `${percent(policy.cpu.quantile)} of the time all replicas use up to ${total}; each is to use ${each}.`,
  };
}

function holdsDevices(settings: ResourceSettings): boolean {
  return Object.keys(settings).some((resource) => resource.includes("/"));
}

/** A budget that keeps n pods lets none go unless there are n + 1. */
function availableAtLeast({ workload, budgets }: SizingContext): number {
  const own = budgets.filter(
    ({ namespace, selector }) =>
      namespace === workload.namespace && selector !== undefined && selects(selector, workload.podLabels),
  );
  const kept = own.flatMap(({ minAvailable }) =>
    typeof minAvailable?.value === "number" ? minAvailable.value + 1 : [],
  );
  return Math.max(0, ...kept);
}

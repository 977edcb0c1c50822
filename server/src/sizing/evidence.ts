import type { Series } from "../history/series.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import type { Container, ResourceName } from "../workload/workload.ts";
import { confidenceOf, priorConfidence } from "./confidence.ts";
import { upperDemand } from "./demand.ts";
import { loadFor } from "./load-of.ts";
import { type Need, needOf } from "./need.ts";
import { priorOf } from "./prior.ts";
import { counted, demandSentence, marginSentence, priorSentence } from "./reasons.ts";
import { describeLoad, type ReplicaLoad, replicaPart } from "./replica-load.ts";
import { policyFor } from "./resource-policy.ts";
import type { SizingContext } from "./sizing-context.ts";
import { usageOf } from "./usage.ts";

/** What the history says about one resource of one container, per replica. */
export interface Evidence {
  readonly policy: ResourcePolicy;
  /** Undefined where there is no history of it. */
  readonly series: Series | undefined;
  /** Undefined where there is too little history for a forecast. */
  readonly need: Need | undefined;
  readonly peak: number | undefined;
  readonly model: string | undefined;
  readonly confidence: number;
  /** Sentences: what the need rests on, or why there is none. */
  readonly reason: readonly string[];
  /** Whether it is a part of the pod's use, by today's requests. */
  readonly isDivided: boolean;
}

/** Gathers what is known of a container's need of one resource; where nothing is, the reason says why. */
export function evidenceFor(
  context: SizingContext,
  workloadLoad: ReplicaLoad | undefined,
  container: Container,
  resource: ResourceName,
): Evidence {
  const policy = resourcePolicy(context, resource);
  const usage = usageOf(context.history, context.workload, container, resource, policy.floor);
  if (usage === undefined) {
    return knownToVpa(context, container, resource, policy) ?? unknown(policy, whyNoHistory(container, resource));
  }
  const load = loadFor(context, workloadLoad, usage.series);
  if (load === undefined) return unknown(policy, indivisible, usage.series);
  const { series, share } = usage;
  const forecast = context.forecasts(series, policy.quantile);
  const upper = upperDemand(series, forecast, policy.quantile);
  const part = replicaPart(load, series, policy.quantile);
  const peak = share * part.peak;
  const known = {
    policy,
    series,
    peak,
    model: forecast.model,
    confidence: confidenceOf(series, forecast, context.policy.minimumHistorySeconds, context.workload.runsToCompletion),
    isDivided: usage.containers > 1,
  };
  if (upper === undefined) {
    const nothing = { ...known, need: undefined, reason: [forecast.reason] };
    return knownToVpa(context, container, resource, policy, peak) ?? nothing;
  }
  const need = needOf(resource, policy, share * part.ofUpper(upper), peak);
  const reason = [
    demandSentence(series, forecast, need, describeLoad(load)),
    ...(known.isDivided ? [dividedSentence(usage.containers)] : []),
    marginSentence(series, need, policy),
  ];
  return { ...known, need, reason };
}

/** For want of history: what a VerticalPodAutoscaler has seen of the container, and the peak of what history there is. */
function knownToVpa(
  { history, workload, policy: { minimumHistorySeconds: leastSeconds } }: SizingContext,
  { name, type }: Container,
  resource: ResourceName,
  policy: ResourcePolicy,
  ownPeak = 0,
): Evidence | undefined {
  if (type === "init") return undefined;
  const { quantile } = policy;
  const prior = priorOf(history, workload, name, resource, { quantile, leastSeconds });
  if (prior === undefined) return undefined;
  const need = needOf(resource, policy, prior.demand, Math.max(prior.peak, ownPeak));
  return {
    policy,
    series: undefined,
    need,
    peak: need.peak,
    model: undefined,
    confidence: priorConfidence(prior.seconds, leastSeconds),
    reason: [priorSentence(resource, quantile, prior), marginSentence({ resource }, need, policy)],
    isDivided: false,
  };
}

/** A Guaranteed pod keeps its class, and for it limits that equal the requests. */
function resourcePolicy({ workload, policy }: SizingContext, resource: ResourceName): ResourcePolicy {
  const own = policyFor(policy, resource);
  const isDecisive = resource === "cpu" || resource === "memory";
  return workload.qosClass === "Guaranteed" && isDecisive ? { ...own, limit: "equal" } : own;
}

const indivisible =
  "The history is a total over an unknown number of nodes: with a pod column, or Node objects, it would tell what one pod uses.";

function unknown(policy: ResourcePolicy, reason: string, series?: Series): Evidence {
  const nothing = { need: undefined, peak: undefined, model: undefined, confidence: 0, isDivided: false };
  return { ...nothing, policy, series, reason: [reason] };
}

function whyNoHistory({ type, name }: Container, resource: ResourceName): string {
  if (type === "init") return "An init container keeps its values: its usage cannot be told from the pod's start.";
  return `There is no usage history of ${resource} for container ${name}.`;
}

function dividedSentence(containers: number): string {
  return `The history is the whole pod's: it is divided over ${counted(containers, "container")} by their requests.`;
}

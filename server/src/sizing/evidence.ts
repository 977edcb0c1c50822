import type { Forecast } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import type { Container, ResourceName } from "../workload/workload.ts";
import { confidenceOf } from "./confidence.ts";
import { loadFor } from "./load-of.ts";
import { highest, type Need, needOf } from "./need.ts";
import { counted, demandSentence, marginSentence } from "./reasons.ts";
import { describeLoad, dividedByReplicas, isDecidedBy, partOfTotal, type ReplicaLoad } from "./replica-load.ts";
import { policyFor } from "./resource-policy.ts";
import type { SizingContext } from "./sizing-context.ts";
import { type Usage, usageOf } from "./usage.ts";

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

export function evidenceFor(
  context: SizingContext,
  workloadLoad: ReplicaLoad | undefined,
  container: Container,
  resource: ResourceName,
): Evidence {
  const policy = resourcePolicy(context, resource);
  const usage = usageOf(context.history, context.workload, container, resource, policy.floor);
  if (usage === undefined) return unknown(policy, whyNoHistory(container, resource));
  const load = loadFor(context, workloadLoad, usage.series);
  if (load === undefined) return unknown(policy, indivisible, usage.series);
  const { series, forecast, part } = perReplica(context, usage, load, policy.quantile);
  const need = needOf(series, forecast, policy, part);
  const isDivided = usage.containers > 1;
  return {
    policy,
    series: usage.series,
    need,
    peak: part(highest(series.max)),
    model: forecast.model,
    confidence: confidenceOf(series, forecast, context.policy.minimumHistorySeconds, context.workload.runsToCompletion),
    reason:
      need === undefined
        ? [forecast.reason]
        : [
            demandSentence(series, forecast, need, describeLoad(load)),
            ...(isDivided ? [dividedSentence(usage.containers)] : []),
            marginSentence(series, need, policy),
          ],
    isDivided,
  };
}

interface PerReplica {
  readonly series: Series;
  readonly forecast: Forecast;
  /** What of the series' values falls to one replica of the container. */
  readonly part: (value: number) => number;
}

function perReplica({ forecasts }: SizingContext, usage: Usage, load: ReplicaLoad, quantile: number): PerReplica {
  const { share } = usage;
  if (isDecidedBy(load, usage.series)) {
    const part = (total: number): number => share * partOfTotal(load, total);
    return { series: usage.series, forecast: forecasts(usage.series, quantile), part };
  }
  const series = dividedByReplicas(usage.series, load);
  return { series, forecast: forecasts(series, quantile), part: (value) => share * value };
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

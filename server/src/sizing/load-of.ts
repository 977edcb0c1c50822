import { seriesFor } from "../history/match.ts";
import type { Series } from "../history/series.ts";
import type { Amounts } from "../workload/workload.ts";
import type { ReplicaLoad, ScalingMetric } from "./replica-load.ts";
import { isCompressible } from "./resource-policy.ts";
import { scalingPoint } from "./scaling-point.ts";
import { servedReplicas, servingRate } from "./serving.ts";
import type { SizingContext } from "./sizing-context.ts";
import { podUsage } from "./usage.ts";

/**
 * Over how many replicas the workload's use is divided; undefined where that is not known. `requests` are those for
 * which an autoscaler's targets will be restated.
 */
export function loadOf(context: SizingContext, requests?: ReadonlyMap<string, Amounts>): ReplicaLoad | undefined {
  const { workload, autoscaler, hosts } = context;
  const { value, bounds } = workload.replicas;
  if (workload.perNode) {
    const nodes = hosts.reduce((sum, { nodeNames }) => sum + nodeNames.length, 0);
    return nodes === 0 ? undefined : { replicas: nodes };
  }
  if (autoscaler !== undefined) {
    const min = autoscaler.minReplicas.value;
    const max = Math.max(min, autoscaler.maxReplicas.value);
    const metrics = scalingMetrics(context, requests);
    return metrics.length > 0 ? { min, max, metrics } : { replicas: Math.min(max, Math.max(min, value)) };
  }
  // The recommended number: by today's, advice on requests would change once the replicas are changed.
  if (bounds === undefined) return { replicas: servedReplicas(context)?.replicas ?? value };
  const rate = servingRate(context);
  return rate === undefined ? { replicas: value } : { ...bounds, metrics: [rate] };
}

/**
 * Over how many replicas this series is divided. What a pod keeps in memory is a matter of each pod, not of the load:
 * there the pods that were measured count, where they are known. So they do for a DaemonSet.
 */
export function loadFor(
  context: SizingContext,
  load: ReplicaLoad | undefined,
  series: Series,
): ReplicaLoad | undefined {
  const isOfEachPod = context.workload.perNode || !isCompressible(series.resource);
  if (series.pods === undefined || !isOfEachPod || (load !== undefined && "metrics" in load)) return load;
  return { replicas: series.pods };
}

/** The autoscaler's metrics of which the history is known. */
export function scalingMetrics(
  context: SizingContext,
  requests?: ReadonlyMap<string, Amounts>,
): readonly ScalingMetric[] {
  const { workload, autoscaler, history } = context;
  return (autoscaler?.metrics ?? []).flatMap((metric) => {
    const container = workload.containers.find(({ name }) => name === metric.container);
    const series =
      metric.container === undefined
        ? podUsage(history, workload, metric.resource)
        : container && seriesFor(history, workload, container.name, metric.resource);
    const point = scalingPoint(workload, metric, requests);
    return series === undefined || point === undefined ? [] : [{ series, point }];
  });
}

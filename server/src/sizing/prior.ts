import { quantileOfDistribution, type UsageDistribution } from "../history/baseline.ts";
import type { History } from "../history/series.ts";
import type { ResourceName, Workload } from "../workload/workload.ts";

/** What a VerticalPodAutoscaler's checkpoint knows of one replica's use, in base units. */
export interface Prior {
  readonly vpa: string;
  /** The use that the asked share of the weight does not exceed. */
  readonly demand: number;
  readonly peak: number;
  /** From its first sample to its last. */
  readonly seconds: number;
}

/**
 * The distribution of a container's use that a VerticalPodAutoscaler has kept: where sizing starts from as long as there
 * is too little history to forecast by. Undefined where there is none, or one of a shorter time than the least.
 */
export function priorOf(
  { baselines }: History,
  { namespace, name }: Workload,
  container: string,
  resource: ResourceName,
  { quantile, leastSeconds }: { readonly quantile: number; readonly leastSeconds: number },
): Prior | undefined {
  const found = baselines?.distributions.find(
    (each) =>
      each.workload === name &&
      each.container === container &&
      each.resource === resource &&
      (each.namespace === namespace || each.namespace === ""),
  );
  if (found === undefined) return undefined;
  const [demand, peak] = [quantileOfDistribution(found, quantile), quantileOfDistribution(found, 1)];
  const seconds = secondsOf(found);
  if (demand === undefined || peak === undefined || seconds < leastSeconds) return undefined;
  return { vpa: found.vpa, demand, peak, seconds };
}

function secondsOf({ firstSample, lastSample }: UsageDistribution): number {
  return firstSample === undefined || lastSample === undefined ? 0 : (lastSample - firstSample) / 1000;
}

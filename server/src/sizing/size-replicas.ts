import { peakDemand } from "../forecast/demand.ts";
import type { Forecast } from "../forecast/forecast.ts";
import { seriesFor } from "../history/match.ts";
import type { History, Series } from "../history/series.ts";
import { describeAmount } from "../quantity/round.ts";
import type { Autoscaler, DisruptionBudget } from "../workload/inventory.ts";
import type { ServingPolicy, SizingPolicy } from "../workload/resource-plan.ts";
import type { Workload } from "../workload/workload.ts";
import type { ReplicaSizing } from "./recommendation.ts";
import { replicasFor, type ScalingPoint } from "./scaling-point.ts";

/** What the number of replicas follows from. */
export interface ReplicaInput {
  readonly workload: Workload;
  readonly autoscaler: Autoscaler | undefined;
  readonly points: readonly ScalingPoint[];
  readonly history: History;
  readonly forecasts: (series: Series, quantile: number) => Forecast;
  readonly policy: SizingPolicy;
  readonly serving: ServingPolicy | undefined;
  readonly budgets: readonly DisruptionBudget[];
}

/**
 * How many replicas the forecast takes: by requests per second where `serving` says what one can take, else by the
 * autoscaler's own arithmetic, within its bounds; else as many as there are.
 */
export function sizeReplicas(input: ReplicaInput): ReplicaSizing {
  const needs = [...servingNeeds(input), ...autoscalerNeeds(input)];
  const current = currentReplicas(input);
  const bounds = replicaBounds(input);
  const most = needs.toSorted((a, b) => b.replicas - a.replicas)[0];
  if (most === undefined) return { current, recommended: clamp(current, bounds), write: false };
  const recommended = clamp(Math.max(most.replicas, leastByBudget(input)), bounds);
  const capped = most.replicas > bounds.max;
  return {
    current,
    recommended,
    reason: capped ? `${most.reason}, and no more than ${bounds.max} may run.` : `${most.reason}.`,
    write: isWritable(input),
    ...(capped && { needed: most.replicas }),
  };
}

interface Need {
  readonly replicas: number;
  readonly reason: string;
}

function servingNeeds({ workload, serving, history, forecasts, policy }: ReplicaInput): readonly Need[] {
  const rate = serving?.requestsPerSecondPerReplica;
  const series = seriesFor(history, workload, undefined, "requests");
  if (rate === undefined || series === undefined || workload.perNode) return [];
  const upper = peakDemand(forecasts(series, policy.cpu.quantile), series, policy.cpu.quantile);
  if (!(upper >= 0)) return [];
  const replicas = replicasFor(upper, rate * policy.targetUtilization);
  const share = Math.round(policy.targetUtilization * 100);
  const forecast = describeAmount("requests", upper);
  return [
    {
      replicas,
      reason: `Up to ${forecast} requests/s are forecast; ${replicas} replicas of ${rate} requests/s each take them at ${share} % load`,
    },
  ];
}

function autoscalerNeeds({ workload, points, history, forecasts, policy }: ReplicaInput): readonly Need[] {
  return points.flatMap(({ resource, amount, metric }) => {
    const series = seriesFor(history, workload, metric.container, resource);
    const total = series === undefined ? totalOfContainers(workload, history, resource) : [series];
    if (total.length === 0) return [];
    const { quantile } = resource === "memory" ? policy.memory : policy.cpu;
    const upper = total.reduce((sum, each) => sum + peakDemand(forecasts(each, quantile), each, quantile), 0);
    if (!(upper >= 0)) return [];
    const replicas = replicasFor(upper, amount);
    const forecast = describeAmount(resource, upper);
    const point = describeAmount(resource, amount);
    return [
      {
        replicas,
        reason: `Up to ${forecast} of ${resource} are forecast in all, and the autoscaler adds a replica at ${point} each: ${replicas} replicas`,
      },
    ];
  });
}

/** Where no series is about the pod as a whole: one for each container that runs, or none. */
function totalOfContainers(workload: Workload, history: History, resource: string): readonly Series[] {
  const running = workload.containers.filter(({ type }) => type !== "init");
  const series = running.map(({ name }) => seriesFor(history, workload, name, resource));
  return series
    .flatMap((each) => (each === undefined ? [] : [each]))
    .filter((_, __, all) => all.length === running.length);
}

/** An autoscaler starts from its least number where the workload names none. */
function currentReplicas({ workload, autoscaler }: ReplicaInput): number {
  if (autoscaler === undefined || workload.replicas.span !== undefined) return workload.replicas.value;
  return Math.max(workload.replicas.value, autoscaler.minReplicas.value);
}

/** Replicas never leave what the autoscaler, or the kind itself, allows. */
export function replicaBounds({ workload, autoscaler }: Pick<ReplicaInput, "workload" | "autoscaler">): {
  readonly min: number;
  readonly max: number;
} {
  if (autoscaler !== undefined) {
    const min = Math.max(1, autoscaler.minReplicas.value);
    return { min, max: Math.max(min, autoscaler.maxReplicas.value) };
  }
  const { bounds } = workload.replicas;
  return bounds === undefined
    ? { min: 0, max: Number.POSITIVE_INFINITY }
    : { min: Math.max(1, bounds.min), max: Math.max(1, bounds.max) };
}

/** A disruption budget that keeps n pods lets none go unless there are n + 1; and one replica fewer than two is no spare. */
function leastByBudget({ workload, budgets }: ReplicaInput): number {
  const kept = budgets
    .filter(
      ({ namespace, matchLabels }) => namespace === workload.namespace && matches(matchLabels, workload.podLabels),
    )
    .map(({ minAvailable }) => (typeof minAvailable?.value === "number" ? minAvailable.value + 1 : 1));
  return Math.max(Math.min(workload.replicas.value, 2), ...kept);
}

function matches(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** An autoscaler owns the number; a Job's parallelism is its author's. */
function isWritable({ workload, autoscaler }: ReplicaInput): boolean {
  const { path, bounds } = workload.replicas;
  return autoscaler === undefined && path !== undefined && bounds === undefined && !workload.runsToCompletion;
}

function clamp(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(Math.max(value, min), max);
}

import type { PlacedNode, Solution } from "../allocation/allocation.ts";
import type { Severity } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import type { Amounts, ResourceName } from "../workload/workload.ts";
import type { MethodResult } from "./method-comparison.ts";
import type { Plan, PlannedPool, PlannedWorkload, PlanTotals } from "./plan-data.ts";

/** A plan as other programs read it; fields may be added within one `schemaVersion`, never changed. Amounts in base units. */
export interface PlanJson {
  readonly schemaVersion: 1;
  readonly workloads: readonly WorkloadJson[];
  readonly pools: readonly PoolJson[];
  /** The pods of each planned node. */
  readonly placements: readonly {
    readonly node: string;
    readonly pool: string;
    readonly pods: PlacedNode["pods"];
    readonly allocated: Amounts;
  }[];
  readonly totals: PlanTotals;
  readonly solution: Solution;
  /** What each method gave, where all were compared. */
  readonly methods?: readonly MethodResult[];
  readonly findings: readonly FindingJson[];
  /** Sentences for people: defaults in force, and what is missing. */
  readonly notes: readonly string[];
  /** The plans of the environments that kustomizations build, where there are any; everything above adds them up. */
  readonly environments?: readonly EnvironmentJson[];
}

/** One environment by itself; without a name what is in none of them. */
type EnvironmentJson = Omit<PlanJson, "environments"> & { readonly name?: string };

interface WorkloadJson {
  /** The environment that it runs in, where it is built for one. */
  readonly environment?: string;
  /** `Kind/namespace/name`. */
  readonly id: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly file: string;
  readonly replicas: {
    readonly current: number;
    readonly recommended: number;
    readonly reason?: string;
    readonly needed?: number;
  };
  /** What one pod takes from a node by the recommended values. */
  readonly podRequests: Amounts;
  readonly containers: readonly ContainerJson[];
  readonly placed: number;
  readonly unplaced: number;
}

interface ContainerJson {
  readonly name: string;
  readonly type: "main" | "init" | "sidecar";
  readonly resources: Readonly<Record<ResourceName, ResourceJson>>;
}

interface ResourceJson {
  readonly request: ValueJson;
  readonly limit: ValueJson;
  readonly reason: string;
  /** 0–1. */
  readonly confidence: number;
  readonly model: string | null;
}

interface ValueJson {
  readonly current: number | null;
  /** Equal to `current` where the change would be too small; null where there is no value. */
  readonly recommended: number | null;
  /** As it would be written, where it would be. */
  readonly text?: string;
}

interface PoolJson {
  readonly name: string;
  readonly nodes: number;
  /** Per node. */
  readonly allocatable: Amounts;
  readonly allocated: Amounts;
  /** 0–1 over the planned nodes. */
  readonly utilization: Amounts;
  readonly costPerHour: number | null;
}

interface FindingJson {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  /** Offsets (UTF-16) into the file's text. */
  readonly span: Span;
  /** Where the texts are at hand. */
  readonly range?: RangeJson;
  readonly workload?: string;
  readonly container?: string;
}

/** Lines and characters from 0, in UTF-16, as in the Language Server Protocol. */
export interface RangeJson {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The plan's JSON; `rangeOf` turns offsets of a file into lines where its text is at hand. */
export function planToJson(plan: Plan, rangeOf?: (file: string, span: Span) => RangeJson | undefined): PlanJson {
  return {
    schemaVersion: 1,
    workloads: plan.workloads.map(workloadJson),
    pools: plan.pools.map(poolJson),
    placements: plan.allocation.nodes.map(({ name, pool, pods, allocated }) => ({ node: name, pool, pods, allocated })),
    totals: plan.totals,
    solution: plan.allocation.solution,
    ...(plan.methods === undefined ? {} : { methods: plan.methods }),
    findings: plan.findings.map(({ code, severity, message, file, span, workload, container }) => {
      const range = rangeOf?.(file, span);
      return {
        code,
        severity,
        message,
        file,
        span,
        ...(range === undefined ? {} : { range }),
        ...(workload === undefined ? {} : { workload }),
        ...(container === undefined ? {} : { container }),
      };
    }),
    notes: plan.notes,
    ...(plan.environments === undefined
      ? {}
      : {
          environments: plan.environments.map(({ name, plan: own }) => ({
            ...(name === undefined ? {} : { name }),
            ...planToJson(own, rangeOf),
          })),
        }),
  };
}

function workloadJson({
  environment,
  sizing,
  kind,
  namespace,
  name,
  file,
  containerTypes,
  placed,
  unplaced,
}: PlannedWorkload): WorkloadJson {
  const { current, recommended, reason, needed } = sizing.replicas;
  return {
    ...(environment === undefined ? {} : { environment }),
    id: sizing.workload,
    kind,
    namespace,
    name,
    file,
    replicas: {
      current,
      recommended,
      ...(reason === undefined ? {} : { reason }),
      ...(needed === undefined ? {} : { needed }),
    },
    podRequests: sizing.podRequests,
    containers: sizing.containers.map((container) => ({
      name: container.name,
      type: containerTypes[container.name] ?? "main",
      resources: Object.fromEntries(
        Object.entries(container.resources).map(([resource, { request, limit, reason, confidence, model }]) => [
          resource,
          { request, limit, reason, confidence, model: model ?? null },
        ]),
      ),
    })),
    placed,
    unplaced,
  };
}

function poolJson({ pool, nodes, allocatable, allocated, utilization, costPerHour }: PlannedPool): PoolJson {
  return { name: pool.name, nodes, allocatable, allocated, utilization, costPerHour };
}

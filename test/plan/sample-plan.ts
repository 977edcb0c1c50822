import type { Forecast } from "../../server/src/forecast/forecast.ts";
import type { ChartData, Plan, PlannedWorkload } from "../../server/src/plan/plan-data.ts";
import type { ResourceSizing, SizedValue } from "../../server/src/sizing/recommendation.ts";

const day = 86_400;
const step = 900;
const start = Date.UTC(2026, 0, 5);
const samples = (28 * day) / step;

/** A chart of a daily cycle around `level`, with a forecast of a week. Deterministic. */
export function sampleChart(id: string, resource: string, level: number): ChartData {
  const at = (index: number) =>
    level * (1 + 0.4 * Math.sin((2 * Math.PI * index * step) / day) + 0.06 * Math.sin(index * 7.3));
  const mean = Float64Array.from({ length: samples }, (_, index) => at(index));
  const expected = Float64Array.from(
    { length: (7 * day) / step },
    (_, index) => level * (1 + 0.4 * Math.sin((2 * Math.PI * (samples + index) * step) / day)),
  );
  const forecast: Forecast = {
    series: id,
    model: "seasonal",
    start: start + samples * step * 1000,
    stepSeconds: step,
    mean: expected,
    upper: expected.map((value) => value * 1.12),
    quantile: 0.95,
    spread: {
      scale: new Float64Array(expected.length).fill(1),
      errors: new Float64Array(),
      peakErrors: new Float64Array(),
      recentSteps: 0,
      trust: 1,
    },
    samples,
    reason: "The seasonal model had the smallest error in 5 backtests.",
    backtest: { folds: 5, coverage: 0.96, meanAbsoluteScaledError: 0.71, candidates: [] },
  };
  mean.fill(Number.NaN, 900, 1000);
  return {
    series: {
      id,
      resource,
      unit: resource === "cpu" ? "cores" : "bytes",
      start,
      stepSeconds: step,
      mean,
      max: mean.map((value) => value * 1.08),
    },
    forecast,
  };
}

const gi = 2 ** 30;

/** A plan by hand: changes, an unplaced workload, a DaemonSet, two pools, dirty history, notes. `name` stands wherever text from files can. */
export function samplePlan(name = "web"): Plan {
  const workloads = [
    workload(
      name,
      "Deployment",
      3,
      { placed: 3 },
      {
        [name]: {
          cpu: sizing("cpu", value(2, 0.36, "360m"), value(4, 0.72, "720m"), `${name}/cpu`),
          memory: sizing(
            "memory",
            value(2 * gi, 1.25 * gi, "1280Mi"),
            value(2 * gi, 1.25 * gi, "1280Mi"),
            `${name}/memory`,
          ),
        },
        "log-shipper": {
          cpu: sizing("cpu", value(0.1, 0.1), value(null, null)),
          memory: sizing("memory", value(null, 0.125 * gi, "128Mi"), value(null, 0.125 * gi, "128Mi")),
        },
      },
    ),
    workload(
      "llm-chat",
      "InferenceService",
      4,
      { placed: 2, unplaced: 2 },
      {
        "kserve-container": {
          cpu: sizing("cpu", value(6, 6), value(8, 8)),
          memory: sizing("memory", value(24 * gi, 31 * gi, "31Gi"), value(24 * gi, 31 * gi, "31Gi")),
          "nvidia.com/gpu": sizing("nvidia.com/gpu", value(1, 1), value(1, 1)),
        },
      },
    ),
    workload(
      "log-collector",
      "DaemonSet",
      3,
      { placed: 3 },
      { collector: { cpu: sizing("cpu", value(0.1, 0.1), value(null, null)) } },
    ),
  ];
  const allocatable = { cpu: 15.5, memory: 58 * gi, pods: 110 };
  const gpus = { cpu: 7.5, memory: 28 * gi, "nvidia.com/gpu": 1, pods: 110 };
  const place = { labels: {}, taints: [], nodeNames: [], file: "resource-plan.yaml", span: { start: 120, end: 127 } };
  return {
    workloads,
    pools: [
      {
        pool: { ...place, name: "general", allocatable, nodes: { min: 0, max: 12 }, pricePerHour: 0.68 },
        nodes: 1,
        allocatable,
        allocated: { cpu: 12.2, memory: 22 * gi, pods: 8 },
        utilization: { cpu: 0.787, memory: 0.38, pods: 0.07 },
        costPerHour: 0.68,
      },
      {
        pool: { ...place, name: "gpu-l4", allocatable: gpus, nodes: { min: 0, max: 2 }, pricePerHour: 0.71 },
        nodes: 2,
        allocatable: gpus,
        allocated: { cpu: 12, memory: 48 * gi, "nvidia.com/gpu": 2, pods: 4 },
        utilization: { cpu: 0.8, memory: 0.86, "nvidia.com/gpu": 1, pods: 0.02 },
        costPerHour: 1.42,
      },
      {
        pool: { ...place, name: "spot", allocatable, nodes: { min: 0, max: 4 }, pricePerHour: 0.21 },
        nodes: 0,
        allocatable,
        allocated: {},
        utilization: {},
        costPerHour: 0,
      },
    ],
    supplySource: "ResourcePlan",
    allocation: {
      nodes: [],
      unplaced: [
        {
          workload: "InferenceService/serving/llm-chat",
          count: 2,
          binding: "nvidia.com/gpu",
          reason: "both nodes of gpu-l4 are taken",
        },
      ],
      solution: {
        method: "greedy",
        detail: "best-fit decreasing by dominant share",
        objective: "cost",
        cost: 2.1,
        bound: 2.04,
        gap: 0.029,
        proven: false,
        iterations: 240,
        seconds: 0.0421,
        seed: 1,
        binding: { resource: "nvidia.com/gpu", missing: 2, reason: "gpu-l4 has at most 2 nodes" },
      },
    },
    totals: {
      demand: { cpu: 30.2, memory: 132 * gi, "nvidia.com/gpu": 4, pods: 12 },
      capacity: { cpu: 30.5, memory: 114 * gi, "nvidia.com/gpu": 2, pods: 330 },
      allocated: { cpu: 24.2, memory: 70 * gi, "nvidia.com/gpu": 2, pods: 10 },
      utilization: { cpu: 0.79, memory: 0.61, "nvidia.com/gpu": 1, pods: 0.03 },
      unmet: { cpu: 12, memory: 62 * gi, "nvidia.com/gpu": 2, pods: 2 },
      costPerHour: { current: 3.42, planned: 2.1 },
      nodes: { current: 5, planned: 3 },
      throughput: { demand: 41, capacity: 24, served: 24 },
    },
    charts: {
      [`${name}/cpu`]: sampleChart(`${name}/cpu`, "cpu", 0.6),
      [`${name}/memory`]: sampleChart(`${name}/memory`, "memory", 2.4 * gi),
    },
    findings: [
      {
        code: "plan/shortage",
        severity: "warning",
        message: "2 pods find no place: both nodes of gpu-l4 are taken.",
        file: `deploy/${name}.yaml`,
        span: { start: 90, end: 98 },
        workload: "InferenceService/serving/llm-chat",
      },
      {
        code: "plan/unplaceable",
        severity: "error",
        message: `No node can run this: pool ${name} has no label disk=nvme.`,
        file: `deploy/${name}.yaml`,
        span: { start: 190, end: 198 },
        workload: `Deployment/serving/${name}`,
      },
      {
        code: "plan/dirty-history",
        severity: "warning",
        message: "3 rows could not be used.",
        file: `history/${name}.csv`,
        span: { start: 0, end: 1 },
      },
    ],
    notes: [`A DaemonSet runs on every planned node that it tolerates (${name}).`],
    historyFiles: [
      {
        file: `history/${name}.csv`,
        rows: 8067,
        used: 8064,
        problems: [
          { reason: "not-a-number", count: 2, lines: [14, 900] },
          { reason: "gap", count: 1, lines: [1002] },
        ],
      },
      { file: "history/llm-chat.csv", rows: 2688, used: 2688, problems: [] },
    ],
    now: start + 28 * day * 1000,
    adjustment: 1,
    minimumChange: 0.1,
  };
}

function workload(
  name: string,
  kind: string,
  replicas: number,
  pods: { readonly placed: number; readonly unplaced?: number },
  containers: Readonly<Record<string, Readonly<Record<string, ResourceSizing>>>>,
): PlannedWorkload {
  const needed = kind === "InferenceService" ? { needed: 7 } : {};
  return {
    sizing: {
      workload: `${kind}/serving/${name}`,
      replicas: { current: replicas, recommended: replicas, write: false, ...needed },
      containers: Object.entries(containers).map(([container, resources]) => ({ name: container, resources })),
      podRequests: { cpu: 1 },
      currentPodRequests: { cpu: 2 },
    },
    kind,
    namespace: "serving",
    name,
    file: `deploy/${name}.yaml`,
    offset: 57,
    containerTypes: Object.fromEntries(
      Object.keys(containers).map((container, index) => [container, index === 0 ? "main" : "sidecar"]),
    ),
    containerOffsets: Object.fromEntries(Object.keys(containers).map((container, index) => [container, 200 + index])),
    loadSeries: undefined,
    placed: pods.placed,
    unplaced: pods.unplaced ?? 0,
  };
}

function value(current: number | null, recommended: number | null, text?: string): SizedValue {
  return { current, recommended, ...(text === undefined ? {} : { text }) };
}

function sizing(resource: string, request: SizedValue, limit: SizedValue, series?: string): ResourceSizing {
  return {
    request,
    limit,
    demand: request.recommended ?? undefined,
    peak: undefined,
    reason: `Demand for ${resource} is forecast by the seasonal model over 7d; its upper quantile plus 10 % margin, rounded up.`,
    confidence: 0.8,
    model: "seasonal",
    series,
  };
}

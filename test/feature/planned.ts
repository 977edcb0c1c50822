import type { ChartData, Plan } from "../../server/src/plan/plan-data.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { createSnapshot, type Snapshot, withPlan } from "../../server/src/workspace/snapshot.ts";
import { type AdvisedContainers, adviceFor } from "../rules/advice-for.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

/** Files of a fixture as the editor names them: one `file:///project/test.yaml`, or several that begin with `#- path`. */
export function filesOf(fixture: string): ReadonlyMap<string, string> {
  const text = dedent(fixture);
  const files = text.startsWith("#- ") ? extractFiles(text) : new Map([["test.yaml", text]]);
  return new Map([...files].map(([file, content]) => [`file:///project/${file}`, content]));
}

/** What a test wants of a plan beyond the advised values. */
export type PlanWishes = Parameters<typeof adviceFor>[1] & { readonly charts?: Plan["charts"] };

/** A workspace with a plan in which everything that is not advised stays as it is. */
export function plannedSnapshot(
  files: ReadonlyMap<string, string>,
  advised: AdvisedContainers,
  wishes: PlanWishes = {},
): Snapshot {
  const snapshot = createSnapshot(files);
  return withPlan(snapshot, planFor(snapshot.inventory, advised, wishes));
}

export function planFor(inventory: Inventory, advised: AdvisedContainers, wishes: PlanWishes = {}): Plan {
  const { sizings } = adviceFor(advised, wishes)(inventory);
  const workloads = inventory.workloads.flatMap((workload) => {
    const sizing = sizings.get(workload.id);
    return sizing === undefined ? [] : { workload, sizing };
  });
  return {
    ...emptyPlan,
    workloads: workloads.map(({ workload, sizing }) => ({
      sizing,
      kind: workload.kind,
      namespace: workload.namespace,
      name: workload.name,
      file: workload.document.file,
      offset: workload.nameSpan.start,
      containerTypes: {},
      containerOffsets: {},
      loadSeries: undefined,
      placed: sizing.replicas.recommended,
      unplaced: 0,
    })),
    charts: wishes.charts ?? {},
    now: Date.UTC(2026, 0, 5),
  };
}

/** A day of hourly cpu of `default/web`, and its forecast for the next. */
export const webChart: ChartData = {
  series: {
    id: "default/web//cpu",
    resource: "cpu",
    unit: "cores",
    start: Date.UTC(2026, 0, 4),
    stepSeconds: 3600,
    mean: new Float64Array(24).fill(0.2),
    max: new Float64Array(24).fill(0.25),
  },
  forecast: {
    series: "default/web//cpu",
    model: "seasonal",
    start: Date.UTC(2026, 0, 5),
    stepSeconds: 3600,
    mean: new Float64Array(24).fill(0.2),
    upper: new Float64Array(24).fill(0.24),
    quantile: 0.95,
    spread: {
      scale: new Float64Array(24).fill(0.02),
      errors: new Float64Array([0]),
      peakErrors: new Float64Array([0.01]),
      recentSteps: 0,
      trust: 1,
    },
    samples: 24,
    reason: "It was closest in the backtest.",
    backtest: { folds: 5, coverage: 0.94, meanAbsoluteScaledError: 0.714, candidates: [] },
  },
};

const emptyPlan: Plan = {
  workloads: [],
  pools: [],
  supplySource: "none",
  allocation: {
    nodes: [],
    unplaced: [],
    solution: {
      method: "greedy",
      detail: "",
      objective: "cost",
      cost: 0,
      bound: 0,
      gap: 0,
      proven: true,
      iterations: 0,
      seconds: 0,
      seed: 1,
    },
  },
  totals: {
    demand: {},
    capacity: {},
    allocated: {},
    utilization: {},
    unmet: {},
    costPerHour: { current: null, planned: null },
    nodes: { current: 0, planned: 0 },
  },
  charts: {},
  historyFiles: [],
  findings: [],
  notes: [],
  now: undefined,
  adjustment: 1,
  minimumChange: 0.1,
};

export function emptyPlanWith(note: string): Plan {
  return { ...emptyPlan, notes: [note] };
}

import type { History, Series } from "../../server/src/history/series.ts";

const day = 86_400;
const stepSeconds = 3600;

/** What a workload used, as a total over its replicas. */
export interface Use {
  readonly workload: string;
  readonly namespace?: string;
  readonly container?: string;
  /** Cores and bytes around which the use swings by a tenth over each day. */
  readonly cpu?: number;
  readonly memory?: number;
  /** Requests per second. */
  readonly requests?: number;
  readonly days?: number;
}

const units = { cpu: "cores", memory: "bytes", requests: "requests/s" } as const;

/** Usage on a regular grid: a daily cycle, the same every day, with a small disturbance that is no noise to a test. */
export function historyOf(uses: readonly Use[]): History {
  const series = uses.flatMap((use) =>
    (["cpu", "memory", "requests"] as const).flatMap((resource) => {
      const level = use[resource];
      return level === undefined ? [] : [seriesOf(use, resource, level)];
    }),
  );
  return { series, files: [], findings: [] };
}

function seriesOf(
  { workload, namespace, container, days = 14 }: Use,
  resource: keyof typeof units,
  level: number,
): Series {
  const length = (days * day) / stepSeconds;
  const mean = Float64Array.from({ length }, (_, index) => {
    const cycle = Math.sin((2 * Math.PI * index * stepSeconds) / day);
    return level * (1 + 0.1 * cycle + 0.02 * Math.sin(index * 12.9898));
  });
  return {
    id: [namespace ?? "", workload, container ?? "", resource].join("/"),
    ...(namespace === undefined ? {} : { namespace }),
    workload,
    ...(container === undefined ? {} : { container }),
    resource,
    unit: units[resource],
    start: Date.UTC(2026, 0, 5),
    stepSeconds,
    mean,
    max: mean.map((value) => value * 1.02),
    interpolated: [],
    samples: length,
    files: [`history/${workload}.csv`],
  };
}

import type { SizedValue, WorkloadSizing } from "../sizing/recommendation.ts";
import type { ChartLine } from "./chart.ts";

/**
 * What is requested of a series' resource today and what the plan would request, as totals over the replicas, to be
 * drawn across its chart.
 */
export function requestLines(sizing: WorkloadSizing, series: string): readonly ChartLine[] {
  const values = sizing.containers.flatMap(({ resources }) =>
    Object.values(resources)
      .filter((resource) => resource.series === series)
      .map(({ request }) => request),
  );
  const current = total(values, ({ current }) => current, sizing.replicas.current);
  const recommended = total(values, ({ recommended }) => recommended, sizing.replicas.recommended);
  return [
    ...(current === undefined ? [] : [{ label: "requested", amount: current, kind: "current" } as const]),
    ...(recommended === undefined || recommended === current
      ? []
      : [{ label: "recommended", amount: recommended, kind: "recommended" } as const]),
  ];
}

function total(
  values: readonly SizedValue[],
  amountOf: (value: SizedValue) => number | null,
  replicas: number,
): number | undefined {
  const amounts = values.map(amountOf).filter((amount) => amount !== null);
  return amounts.length === 0 ? undefined : amounts.reduce((sum, amount) => sum + amount, 0) * replicas;
}

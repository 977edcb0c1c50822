import type { SizedValue, WorkloadSizing } from "../sizing/recommendation.ts";
import type { ChartLine } from "./chart.ts";

/**
 * What is requested of a series' resource today and what the plan would request, to be drawn across its chart: totals
 * over the replicas.
 */
export function requestLines(sizing: WorkloadSizing, series: string): readonly ChartLine[] {
  const values = sizing.containers.flatMap(({ resources }) =>
    Object.entries(resources).filter(([, resource]) => resource.series === series),
  );
  const requests = values.map(([, { request }]) => request);
  const { replicas } = sizing;
  // Work for the processor is shared out among the replicas, however many; memory is used by each of them.
  const isShared = values.every(([resource]) => resource === "cpu");
  const current = total(requests, ({ current }) => current, replicas.current);
  const recommended = total(
    requests,
    ({ recommended }) => recommended,
    isShared ? replicas.recommended : replicas.current,
  );
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

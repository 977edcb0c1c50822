import { type PastUse, pastUse } from "../sizing/past-use.ts";
import { contextOf, type SizingInput } from "../sizing/sizing-context.ts";
import { effectiveRequest } from "../workload/pod-requests.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Container } from "../workload/workload.ts";
import type { BacktestCase } from "./backtest-case.ts";

/** A case of a workload with the container that it is of. */
export interface WorkloadCase extends BacktestCase {
  readonly of: Container;
}

/** CPU and memory of every container whose past use is known. */
export function workloadCases(input: SizingInput): readonly WorkloadCase[] {
  const { hosts } = contextOf(input);
  const running = input.workload.containers.filter(({ type }) => type !== "init");
  return running.flatMap((of) =>
    (["cpu", "memory"] as const).flatMap((resource) => {
      const past = pastUse(input, of, resource);
      return past === undefined ? [] : [workloadCase(of, resource, past, running.length, priceOf(hosts, resource))];
    }),
  );
}

function workloadCase(
  of: Container,
  resource: "cpu" | "memory",
  { series: { start, stepSeconds }, replicas, mean, max }: PastUse,
  containers: number,
  price: number | undefined,
): WorkloadCase {
  return {
    of,
    container: of.name,
    use: { resource, start, stepSeconds, mean, max, containers, kills: [] },
    replicas,
    today: { request: effectiveRequest(of, resource), limit: of.limits[resource]?.value },
    price,
  };
}

/**
 * Of a core-hour or byte-hour: half of a node's price is for its processors and half for its memory. The cheapest pool
 * that admits the pods counts.
 */
function priceOf(hosts: readonly NodePool[], resource: "cpu" | "memory"): number | undefined {
  const prices = hosts.flatMap(({ pricePerHour, allocatable }) => {
    const offered = allocatable[resource] ?? 0;
    return pricePerHour === null || offered <= 0 ? [] : [pricePerHour / 2 / offered];
  });
  return prices.length === 0 ? undefined : Math.min(...prices);
}

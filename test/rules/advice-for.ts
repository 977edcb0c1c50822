import { roundUpReadable } from "../../server/src/quantity/round.ts";
import type { Advice } from "../../server/src/rules/advice.ts";
import type { ReplicaSizing, ResourceSizing, SizedValue } from "../../server/src/sizing/recommendation.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import type { Container, Workload } from "../../server/src/workload/workload.ts";

/** What a test says of one resource of a container; amounts in base units. */
export interface Advised {
  readonly request?: number;
  readonly limit?: number;
  readonly demand?: number;
  readonly peak?: number;
}

/** By workload name, then container name, then resource. */
export type AdvisedContainers = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Advised>>>>>>;

/** A plan's advice in which everything not named stays as it is. */
export function adviceFor(
  advised: AdvisedContainers,
  more: {
    readonly replicas?: Partial<ReplicaSizing>;
    readonly podRequests?: Record<string, number>;
  } & Partial<Advice> = {},
): (inventory: Inventory) => Advice {
  return (inventory) => ({
    sizings: new Map(
      inventory.workloads.map((workload) => [
        workload.id,
        {
          workload: workload.id,
          replicas: {
            current: workload.replicas.value,
            recommended: workload.replicas.value,
            write: false,
            ...more.replicas,
          },
          containers: workload.containers.map((container) => ({
            name: container.name,
            resources: resourcesOf(container, advised[workload.name]?.[container.name] ?? {}),
          })),
          podRequests: more.podRequests ?? {},
          currentPodRequests: {},
        },
      ]),
    ),
    unplaced: more.unplaced ?? new Map(),
    binding: more.binding,
    hasHistory: more.hasHistory ?? false,
  });
}

function resourcesOf(
  container: Workload["containers"][number],
  advised: Readonly<Record<string, Advised>>,
): Record<string, ResourceSizing> {
  return Object.fromEntries(
    Object.entries(advised).map(([resource, { request, limit, demand, peak }]) => [
      resource,
      {
        request: sized(container, "requests", resource, request),
        limit: sized(container, "limits", resource, limit),
        demand: demand ?? request,
        peak,
        reason: "A test says so.",
        confidence: 1,
        model: "seasonal",
        series: `default/web//${resource}`,
      },
    ]),
  );
}

function sized(
  container: Container,
  side: "requests" | "limits",
  resource: string,
  amount: number | undefined,
): SizedValue {
  const current = container[side][resource]?.value ?? null;
  if (amount === undefined || amount === current) return { current, recommended: current };
  const { amount: recommended, text } = roundUpReadable(resource, amount);
  return { current, recommended, text };
}

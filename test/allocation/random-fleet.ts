import fc from "fast-check";
import type { AllocationRequest, PodShape } from "../../server/src/allocation/allocation.ts";
import type { NodePool } from "../../server/src/workload/supply.ts";
import { policy } from "./fleet.ts";

const gibibyte = 2 ** 30;

export interface FleetSize {
  readonly shapes: number;
  readonly replicas: number;
  readonly pools: number;
  readonly nodes: number;
}

/** Requests with every trait that matters: taints, selectors, devices, priorities, DaemonSets, minimum and named nodes. */
export function fleets(size: FleetSize): fc.Arbitrary<AllocationRequest> {
  return fc
    .record({
      shapes: fc.array(shape(size), { minLength: 1, maxLength: size.shapes }),
      pools: fc.array(pool(size), { minLength: 1, maxLength: size.pools }),
      priced: fc.boolean(),
      objective: fc.constantFrom("cost", "nodes", "servedDemand"),
      method: fc.constantFrom("auto", "greedy", "linearProgramming"),
      seed: fc.nat(9),
    })
    .map(({ shapes, pools, priced, objective, method, seed }) => ({
      shapes: shapes.map((each, index) => ({ ...each, workload: `w${index}` })),
      pools: pools.map((each, index) => ({
        ...each,
        name: `p${index}`,
        nodeNames: each.nodes.min > 1 ? [`node-${index}`] : [],
        ...(priced ? {} : { pricePerHour: null }),
      })),
      policy: policy({ method, objective }),
      seed,
      stop: () => false,
      elapsed: () => 0,
    }));
}

function shape({ replicas }: FleetSize): fc.Arbitrary<PodShape> {
  return fc
    .record({
      count: fc.nat(replicas),
      cpu: fc.integer({ min: 1, max: 60 }),
      memory: fc.integer({ min: 1, max: 64 }),
      devices: fc.constantFrom(0, 0, 0, 1, 2),
      zone: fc.constantFrom(undefined, undefined, "a", "b", "c"),
      tolerates: fc.boolean(),
      priority: fc.constantFrom(0, 0, 10),
      perNode: fc.constantFrom(false, false, false, false, true),
    })
    .map(({ count, cpu, memory, devices, zone, tolerates, priority, perNode }) => ({
      workload: "",
      count,
      requests: {
        cpu: cpu / (perNode ? 100 : 10),
        memory: (memory * gibibyte) / (perNode ? 64 : 8),
        ...(devices > 0 && !perNode ? { "nvidia.com/gpu": devices } : {}),
      },
      constraints: {
        nodeSelector: zone === undefined ? {} : { zone },
        tolerations: tolerates ? [{ key: "special", operator: "Exists", value: "", effect: "" }] : [],
      },
      priority,
      perNode,
    }));
}

function pool({ nodes }: FleetSize): fc.Arbitrary<NodePool> {
  return fc
    .record({
      cpu: fc.constantFrom(2, 3.5, 4, 8),
      memoryPerCore: fc.constantFrom(1, 2, 4),
      devices: fc.constantFrom(0, 0, 1, 4),
      pods: fc.constantFrom(3, 110),
      min: fc.constantFrom(0, 0, 1, 2),
      more: fc.nat(nodes),
      price: fc.constantFrom(0.5, 0.68, 1, 3),
      zone: fc.constantFrom("a", "b"),
      tainted: fc.constantFrom(false, false, true),
    })
    .map(({ cpu, memoryPerCore, devices, pods, min, more, price, zone, tainted }) => ({
      name: "",
      allocatable: {
        cpu,
        memory: cpu * memoryPerCore * gibibyte,
        pods,
        ...(devices > 0 ? { "nvidia.com/gpu": devices } : {}),
      },
      nodes: { min: Math.min(min, nodes), max: Math.min(nodes, min + more) },
      pricePerHour: price,
      labels: { zone },
      taints: tainted ? [{ key: "special", value: "", effect: "NoSchedule" }] : [],
      nodeNames: [],
      file: "plan.yaml",
      span: { start: 0, end: 0 },
    }));
}

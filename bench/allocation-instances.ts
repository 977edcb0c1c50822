import type { AllocationRequest, PodShape } from "../server/src/allocation/allocation.ts";
import type { NodePool } from "../server/src/workload/supply.ts";
import { pick, type Random, randomFrom } from "./random.ts";

/** Workloads × pools. */
export interface InstanceSize {
  readonly workloads: number;
  readonly pools: number;
}

const gibibyte = 2 ** 30;

/**
 * A fleet to place for the least cost, equal for equal seeds: workloads of a few to some dozens of replicas, one in six
 * on GPUs, some tied to a zone or to a kind of GPU; pools of three CPU families and three kinds of GPU nodes in
 * several sizes, at prices near those of clouds. A node holds about five pods, so that it matters which go together.
 */
export function generateInstance(size: InstanceSize, seed: number): AllocationRequest {
  const random = randomFrom(seed * 7919 + size.workloads);
  const pools = generatePools(size.pools, random);
  return {
    shapes: Array.from({ length: size.workloads }, (_, index) => generateShape(index, pools, random)),
    pools,
    policy: { method: "auto", objective: "cost", timeLimitSeconds: Number.POSITIVE_INFINITY },
    seed,
    stop: () => false,
    elapsed: () => 0,
  };
}

interface Family {
  readonly name: string;
  readonly sizes: readonly [number, ...number[]];
  readonly gpusPerCore: number;
  readonly gibibytesPerCore: number;
  readonly pricePerCore: number;
}

const cpuFamilies: readonly [Family, ...Family[]] = [
  { name: "compute", sizes: [4, 8, 16, 32], gpusPerCore: 0, gibibytesPerCore: 2, pricePerCore: 0.0425 },
  { name: "general", sizes: [4, 8, 16, 32], gpusPerCore: 0, gibibytesPerCore: 4, pricePerCore: 0.048 },
  { name: "memory", sizes: [4, 8, 16, 32], gpusPerCore: 0, gibibytesPerCore: 8, pricePerCore: 0.063 },
];
const gpuFamilies: readonly [Family, ...Family[]] = [
  { name: "l4", sizes: [12, 24, 48, 96], gpusPerCore: 1 / 12, gibibytesPerCore: 4, pricePerCore: 0.083 },
  { name: "t4", sizes: [8, 16, 32], gpusPerCore: 1 / 8, gibibytesPerCore: 4, pricePerCore: 0.09 },
  { name: "a100", sizes: [12, 24, 48, 96], gpusPerCore: 1 / 12, gibibytesPerCore: 14, pricePerCore: 0.306 },
];

/** Two of three pools are of CPUs; each family and size comes at most once. */
function generatePools(count: number, random: Random): readonly NodePool[] {
  const pools = new Map<string, NodePool>();
  for (let index = 0; pools.size < count; index++) {
    const family = pools.size % 3 === 2 ? pick(random, gpuFamilies) : pick(random, cpuFamilies);
    const cores = pick(random, family.sizes);
    const zone = pick(random, ["a", "b", "c"]);
    const name = `${family.name}-${cores}${index > 200 ? zone : ""}`;
    if (!pools.has(name)) pools.set(name, poolOf(name, family, cores, zone, random));
  }
  return [...pools.values()];
}

function poolOf(name: string, family: Family, cores: number, zone: string, random: Random): NodePool {
  const gpus = Math.round(family.gpusPerCore * cores);
  // What kubelet and system keep for themselves, roughly as the clouds publish it.
  const allocatable = { cpu: cores - 0.1 - cores * 0.005, memory: cores * family.gibibytesPerCore * 0.92 * gibibyte };
  return {
    name,
    allocatable: { ...allocatable, pods: 110, ...(gpus > 0 ? { "nvidia.com/gpu": gpus } : {}) },
    nodes: { min: 0, max: 5000 },
    pricePerHour: Number((cores * family.pricePerCore * (0.95 + 0.1 * random())).toFixed(4)),
    labels: { zone, accelerator: family.gpusPerCore > 0 ? family.name : "none" },
    taints: gpus > 0 ? [{ key: "gpu", value: "", effect: "NoSchedule" }] : [],
    nodeNames: [],
    file: "pools.yaml",
    span: { start: 0, end: 0 },
  };
}

function generateShape(index: number, pools: readonly NodePool[], random: Random): PodShape {
  const gpuPools = pools.filter(({ allocatable }) => (allocatable["nvidia.com/gpu"] ?? 0) > 0);
  const [first, ...others] = random() < 1 / 6 ? gpuPools : [];
  return {
    workload: `Deployment/bench/w${index}`,
    count: 1 + Math.floor(-Math.log(1 - random()) * (first === undefined ? 17 : 5)),
    ...(first === undefined ? cpuPod(random) : gpuPod(pick(random, [first, ...others]), random)),
    priority: 0,
    perNode: false,
  };
}

type Pod = Pick<PodShape, "requests" | "constraints">;

function cpuPod(random: Random): Pod {
  const cpu = Number((0.5 * 20 ** random()).toFixed(1));
  const memory = Number((cpu * 2 ** (0.5 + 2.5 * random())).toFixed(1));
  return {
    requests: { cpu, memory: memory * gibibyte },
    constraints: { nodeSelector: {}, tolerations: [] },
  };
}

/** A part of the node that it is drawn for, so that it fits there at least. */
function gpuPod({ allocatable, labels }: NodePool, random: Random): Pod {
  const most = allocatable["nvidia.com/gpu"] ?? 1;
  const gpus = Math.min(most, pick(random, [1, 1, 1, 2, 4]));
  const share = gpus / most;
  const part = (whole: number, digits: number): number =>
    Number((whole * share * (0.25 + 0.7 * random())).toFixed(digits));
  const accelerator = labels["accelerator"] ?? "";
  return {
    requests: {
      cpu: part(allocatable["cpu"] ?? 0, 1),
      memory: part((allocatable["memory"] ?? 0) / gibibyte, 0) * gibibyte,
      "nvidia.com/gpu": gpus,
    },
    constraints: {
      nodeSelector: random() < 0.5 ? { accelerator } : {},
      tolerations: [{ key: "gpu", operator: "Exists", value: "", effect: "" }],
    },
  };
}

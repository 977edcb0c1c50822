import fc from "fast-check";
import type { ResourceSizing, WorkloadSizing } from "../../server/src/sizing/recommendation.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { inventoryOf } from "../workload/inventory-of.ts";
import { historyOf, sizeFirst } from "./sizing-of.ts";

/** Requests and limits of one container as texts; undefined where none is written. */
interface Written {
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
  readonly cpuLimit?: string | undefined;
  readonly memoryLimit?: string | undefined;
}

/** One workload with its policy, its node and its usage. */
export interface Case {
  readonly containers: readonly Written[];
  readonly replicas: number;
  /** The autoscaler's target on CPU, in per cent. */
  readonly target?: number | undefined;
  readonly policy: string;
  readonly alpha: number;
  readonly minimumChange: number;
  readonly nodeCpu: number;
  readonly history: string;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const cpuText = fc.constantFrom("35m", "100m", "250m", "500m", "1", "1500m", "4");
const memoryText = fc.constantFrom("64Mi", "200Mi", "512Mi", "1Gi", "3G", "8Gi");

const container: fc.Arbitrary<Written> = fc
  .record({
    cpu: maybe(cpuText),
    memory: maybe(memoryText),
    cpuRatio: maybe(fc.constantFrom(1, 1.5, 2)),
    memoryRatio: maybe(fc.constantFrom(1, 1.5, 2)),
  })
  .map(({ cpu, memory, cpuRatio, memoryRatio }) => ({
    cpu,
    memory,
    cpuLimit: cpu === undefined || cpuRatio === undefined ? undefined : String(cores(cpu) * cpuRatio),
    memoryLimit: memory === undefined || memoryRatio === undefined ? undefined : String(bytes(memory) * memoryRatio),
  }));

const limitPolicy = fc.constantFrom("none", "keepRatio", "equal");

/** Margins and limits of CPU and memory, as they stand in a ResourcePlan. */
export const sizingPolicy: fc.Arbitrary<string> = fc
  .record({
    cpuMargin: fc.constantFrom(0, 10, 30),
    memoryMargin: fc.constantFrom(0, 15),
    cpuLimit: limitPolicy,
    memoryLimit: limitPolicy,
  })
  .map(
    ({ cpuMargin, memoryMargin, cpuLimit, memoryLimit }) =>
      `cpu: { margin: ${cpuMargin}%, limit: ${cpuLimit} }, memory: { margin: ${memoryMargin}%, limit: ${memoryLimit} }`,
  );

/** Each container has a history of its own, a quiet night and a busy day, and a peak within a step. */
const use = fc.record({
  night: fc.integer({ min: 1, max: 400 }),
  day: fc.integer({ min: 1, max: 400 }),
  memory: fc.integer({ min: 10, max: 4000 }),
  peak: fc.integer({ min: 0, max: 2000 }),
});

/** Workloads with or without an autoscaler. */
export function cases({ autoscaled }: { readonly autoscaled: boolean }): fc.Arbitrary<Case> {
  return fc
    .record({
      containers: fc.array(container, { minLength: 1, maxLength: autoscaled ? 1 : 3 }),
      uses: fc.array(use, { minLength: 3, maxLength: 3 }),
      replicas: fc.integer({ min: 1, max: 5 }),
      target: fc.integer({ min: 20, max: 95 }),
      policy: sizingPolicy,
      alpha: fc.constantFrom(0.3, 0.5, 0.8),
      minimumChange: fc.constantFrom(0, 10, 25),
      nodeCpu: fc.constantFrom(1, 4, 64),
    })
    .map(({ uses, target, containers, ...rest }) => ({
      ...rest,
      // Without a request an autoscaler's percentage is of nothing: then the request comes first.
      containers: autoscaled ? containers.map((each) => ({ ...each, cpu: each.cpu ?? "250m" })) : containers,
      target: autoscaled ? target : undefined,
      history: containers
        .flatMap((_, index) => {
          const { night, day, memory, peak } = uses[index] ?? { night: 1, day: 1, memory: 1, peak: 0 };
          return [
            `api/c${index} cpu ${night}0m high ${day}0m`,
            `api/c${index} memory ${memory}Mi peak ${memory + peak}Mi`,
          ];
        })
        .join("\n"),
    }));
}

/** The case as YAML. */
export function manifestsOf(
  { containers, replicas, target, policy: sizing, minimumChange, nodeCpu }: Case,
  alpha: number,
): string {
  const values = (pairs: readonly (readonly [string, string | undefined])[]): string =>
    pairs.flatMap(([name, text]) => (text === undefined ? [] : [`${name}: "${text}"`])).join(", ");
  const listed = containers.map(
    ({ cpu, memory, cpuLimit, memoryLimit }, index) =>
      `        - { name: c${index}, image: x, resources: { requests: { ${values([
        ["cpu", cpu],
        ["memory", memory],
      ])} }, limits: { ${values([
        ["cpu", cpuLimit],
        ["memory", memoryLimit],
      ])} } } }`,
  );
  const scaler =
    target === undefined
      ? ""
      : `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  minReplicas: ${replicas}
  maxReplicas: ${replicas + 4}
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ${target} } } }]
`;
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  replicas: ${replicas}
  template:
    spec:
      containers:
${listed.join("\n")}
${scaler}---
apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: plan }
spec:
  sizing: { ${sizing}, adjustment: ${alpha}, minimumChange: ${minimumChange}%, minimumHistory: 1d }
  pools: [{ name: only, allocatable: { cpu: ${nodeCpu}, memory: 512Gi }, nodes: { max: 9 } }]
`;
}

/** Sizes the case with this α. */
export function size(one: Case, alpha: number): { readonly sizing: WorkloadSizing; readonly inventory: Inventory } {
  const inventory = inventoryOf(manifestsOf(one, alpha));
  return { sizing: sizeFirst(inventory, historyOf(one.history)), inventory };
}

/** The case with everything written that was recommended. */
export function applied(one: Case, { containers, replicas }: WorkloadSizing): Case {
  const target = containers[0]?.resources["cpu"]?.autoscalerTarget?.recommended ?? one.target;
  return {
    ...one,
    target,
    replicas: replicas.write ? replicas.recommended : one.replicas,
    containers: one.containers.map((written, index) => {
      const resources = containers[index]?.resources;
      return {
        cpu: resources?.["cpu"]?.request.text ?? written.cpu,
        memory: resources?.["memory"]?.request.text ?? written.memory,
        cpuLimit: resources?.["cpu"]?.limit.text ?? written.cpuLimit,
        memoryLimit: resources?.["memory"]?.limit.text ?? written.memoryLimit,
      };
    }),
  };
}

/** What would be written, in words. */
export function changes({ containers }: WorkloadSizing): readonly string[] {
  return containers.flatMap(({ name, resources }) =>
    Object.entries(resources).flatMap(([resource, { request, limit }]) =>
      request.text === undefined && limit.text === undefined
        ? []
        : [`${name} ${resource} ${request.current} → ${request.text}, limit ${limit.current} → ${limit.text}`],
    ),
  );
}

/** Every sized resource with its name. */
export function resourcesOf({ containers }: WorkloadSizing): readonly (readonly [string, ResourceSizing])[] {
  return containers.flatMap(({ resources }) => Object.entries(resources));
}

function cores(text: string): number {
  return text.endsWith("m") ? Number(text.slice(0, -1)) / 1000 : Number(text);
}

function bytes(text: string): number {
  const units: Readonly<Record<string, number>> = { Mi: 2 ** 20, Gi: 2 ** 30, G: 1e9 };
  const unit = text.replace(/[\d.]/g, "");
  return Number(text.slice(0, text.length - unit.length)) * (units[unit] ?? 1);
}

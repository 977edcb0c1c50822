import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ResourceSizing, WorkloadSizing } from "../../server/src/sizing/recommendation.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { qosClass } from "../../server/src/workload/qos.ts";
import { inventoryOf } from "../workload/inventory-of.ts";
import { historyOf, sizeFirst, summary } from "./sizing-of.ts";

/** Requests and limits of one container as texts; undefined where none is written. */
interface Written {
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
  readonly cpuLimit?: string | undefined;
  readonly memoryLimit?: string | undefined;
}

interface Case {
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

const policy = fc
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

function cases({ autoscaled }: { readonly autoscaled: boolean }): fc.Arbitrary<Case> {
  return fc
    .record({
      containers: fc.array(container, { minLength: 1, maxLength: autoscaled ? 1 : 3 }),
      uses: fc.array(use, { minLength: 3, maxLength: 3 }),
      replicas: fc.integer({ min: 1, max: 5 }),
      target: fc.integer({ min: 20, max: 95 }),
      policy,
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

function manifestsOf(
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

function size(one: Case, alpha: number): { readonly sizing: WorkloadSizing; readonly inventory: Inventory } {
  const inventory = inventoryOf(manifestsOf(one, alpha));
  return { sizing: sizeFirst(inventory, historyOf(one.history)), inventory };
}

/** The case with everything written that was recommended. */
function applied(one: Case, { containers, replicas }: WorkloadSizing): Case {
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

function changes({ containers }: WorkloadSizing): readonly string[] {
  return containers.flatMap(({ name, resources }) =>
    Object.entries(resources).flatMap(([resource, { request, limit }]) =>
      request.text === undefined && limit.text === undefined
        ? []
        : [`${name} ${resource} ${request.current} → ${request.text}, limit ${limit.current} → ${limit.text}`],
    ),
  );
}

function resourcesOf({ containers }: WorkloadSizing): readonly (readonly [string, ResourceSizing])[] {
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

/** Applies recommendations until none is left; each request goes in one direction only, but for moves below `noise`. */
function arrives(one: Case, noise: number): void {
  const directions = new Map<string, number>();
  let state = one;
  for (let round = 0; ; round++) {
    const { sizing } = size(state, one.alpha);
    if (changes(sizing).length === 0) return;
    ok(round < 40, `still changing: ${changes(sizing).join("; ")}`);
    for (const [key, direction] of movesOf(sizing, noise)) {
      equal(direction, directions.get(key) ?? direction, `${key} turns back: ${changes(sizing).join("; ")}`);
      directions.set(key, direction);
    }
    state = applied(state, sizing);
  }
}

/** By container and resource: 1 where the request rises, −1 where it falls, by more than a share of it. */
function movesOf({ containers }: WorkloadSizing, noise: number): ReadonlyMap<string, number> {
  const moves = containers.flatMap(({ name, resources }) =>
    Object.entries(resources).flatMap(([resource, { request }]) => {
      const { current, recommended, text } = request;
      if (text === undefined || current === null || recommended === null) return [];
      if (Math.abs(recommended - current) <= noise * current) return [];
      return [[`${name} ${resource}`, Math.sign(recommended - current)] as const];
    }),
  );
  return new Map(moves);
}

function isCapped({ reason }: ResourceSizing): boolean {
  return reason.includes("Capped at");
}

/** `slack` is the share by which a demand may be missed. */
function checkSafe(sizing: WorkloadSizing, slack: number): void {
  for (const [resource, sized] of resourcesOf(sizing)) {
    const { request, limit, demand = 0, reason } = sized;
    const recommended = request.recommended ?? 0;
    ok(isCapped(sized) || recommended >= demand * (1 - slack), `${resource}: ${reason}`);
    ok((limit.recommended ?? recommended) >= recommended, `${resource}: limit below request`);
  }
}

for (const autoscaled of [false, true]) {
  const kind = autoscaled ? "under an autoscaler" : "with fixed replicas";

  test(`${kind}, at α = 1 what was recommended, written, leaves nothing to recommend`, () => {
    fc.assert(
      fc.property(cases({ autoscaled }), (one) => {
        const { sizing } = size(one, 1);
        const written = applied(one, sizing);
        // One of a few per cent cannot say again where it scaled.
        fc.pre((written.target ?? 100) >= 20);
        const again = size(written, 1).sizing;
        deepEqual(changes(again), [], summary(sizing));
      }),
      { numRuns: 200 },
    );
  });

  test(`${kind}, at α < 1 step after step arrives, and never turns back`, () => {
    // Each step rounds an autoscaler's target, and with it where it scales and what a replica carries, a little anew.
    const noise = autoscaled ? 0.1 : 0;
    fc.assert(
      fc.property(cases({ autoscaled }), (one) => arrives(one, noise)),
      { numRuns: 80 },
    );
  });

  test(`${kind}, nothing is sized below its demand, above its limit, beyond its node or out of its QoS class`, () => {
    fc.assert(
      fc.property(cases({ autoscaled }), (one) => {
        const { sizing, inventory } = size(one, 1);
        // By the rounding of an autoscaler's target the demand may move by a few per cent.
        checkSafe(sizing, autoscaled ? 0.03 + 1e-6 : 1e-6);
        ok((sizing.podRequests["cpu"] ?? 0) <= one.nodeCpu + 1e-9);
        const [before] = inventory.workloads;
        const [after] = inventoryOf(manifestsOf(applied(one, sizing), 1)).workloads;
        if (before !== undefined && qosClass(before) === "Guaranteed") equal(after?.qosClass, "Guaranteed");
      }),
      { numRuns: 200 },
    );
  });
}

test("a pod's use that is divided by requests is divided the same way once these are written", () => {
  const busy = fc.record({
    shares: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 3 }),
    cpu: fc.integer({ min: 100, max: 900 }),
    memory: fc.integer({ min: 1000, max: 9000 }),
    replicas: fc.integer({ min: 1, max: 3 }),
    policy,
    minimumChange: fc.constantFrom(0, 10),
  });
  fc.assert(
    fc.property(busy, ({ shares, cpu, memory, ...rest }) => {
      const containers = shares.map((share) => ({ cpu: String(share), memory: `${share}Gi` }));
      const history = `api cpu ${cpu}0m\napi memory ${memory}Mi peak ${memory + 100}Mi`;
      const one = { ...rest, containers, history, alpha: 1, nodeCpu: 64 };
      const { sizing } = size(one, 1);
      checkSafe(sizing, 1e-6);
      deepEqual(changes(size(applied(one, sizing), 1).sizing), [], summary(sizing));
    }),
    { numRuns: 100 },
  );
});

test("an autoscaler's scaling point and bounds are kept", () => {
  fc.assert(
    fc.property(cases({ autoscaled: true }), (one) => {
      const { replicas, containers } = size(one, 1).sizing;
      ok(replicas.recommended >= one.replicas && replicas.recommended <= one.replicas + 4);
      equal(replicas.write, false);
      const cpu = containers[0]?.resources["cpu"];
      const { current, recommended } = cpu?.request ?? {};
      if (!cpu || !current || !recommended || one.target === undefined || isCapped(cpu)) return;
      const target = cpu.autoscalerTarget?.recommended ?? one.target;
      const shifted = Math.abs(target - (one.target * current) / recommended);
      ok(target <= 100 && shifted <= 1, `target ${target}, ${shifted} percentage points from where it was`);
    }),
    { numRuns: 200 },
  );
});

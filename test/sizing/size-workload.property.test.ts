import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ResourceSizing, WorkloadSizing } from "../../server/src/sizing/recommendation.ts";
import { qosClass } from "../../server/src/workload/qos.ts";
import { inventoryOf } from "../workload/inventory-of.ts";
import { applied, type Case, cases, changes, manifestsOf, resourcesOf, size, sizingPolicy } from "./arbitrary-case.ts";
import { summary } from "./sizing-of.ts";

/** Applies recommendations until none is left; each request goes in one direction only, but for moves below `noise`. */
function arrives(one: Case, noise: number): void {
  const directions = new Map<string, number>();
  let state = one;
  for (let round = 0; ; round++) {
    const { sizing } = size(state, one.alpha);
    if (changes(sizing).length === 0 || isCoarse(state)) return;
    ok(round < 40, `still changing: ${changes(sizing).join("; ")}`);
    for (const [key, direction] of movesOf(sizing, noise)) {
      equal(direction, directions.get(key) ?? direction, `${key} turns back: ${changes(sizing).join("; ")}`);
      directions.set(key, direction);
    }
    state = applied(state, sizing);
  }
}

/** A target of a few per cent cannot say again where the autoscaler scaled. */
function isCoarse({ target = 100 }: Case): boolean {
  return target < 20;
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
        fc.pre(!isCoarse(written));
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
    policy: sizingPolicy,
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

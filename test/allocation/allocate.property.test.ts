import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Allocation, AllocationRequest } from "../../server/src/allocation/allocation.ts";
import { bestPlacement } from "./brute-force.ts";
import { allocated } from "./fleet.ts";
import { fleets } from "./random-fleet.ts";

const tiny = { shapes: 3, replicas: 2, pools: 2, nodes: 3 };
const small = { shapes: 8, replicas: 6, pools: 4, nodes: 6 };
const middling = { shapes: 30, replicas: 12, pools: 5, nodes: 12 };

/** Replicas served by priority, from the highest. */
function servedOf({ shapes }: AllocationRequest, { unplaced }: Allocation): readonly number[] {
  const levels = [...new Set(shapes.map(({ priority }) => priority))].sort((a, b) => b - a);
  return levels.map((level) => {
    const own = shapes.filter(({ priority, perNode }) => priority === level && !perNode);
    const missing = unplaced.filter(({ workload }) => own.some((shape) => shape.workload === workload));
    return own.reduce((sum, { count }) => sum + count, 0) - missing.reduce((sum, { count }) => sum + count, 0);
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((count, level) => count !== b[level]);
  return differs < 0 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0);
}

test("every allocation passes the independent verifier", () => {
  fc.assert(
    fc.property(fleets(small), (request) => {
      allocated(request);
    }),
    { numRuns: 150 },
  );
  fc.assert(
    fc.property(fleets(middling), (request) => {
      allocated(request);
    }),
    { numRuns: 15 },
  );
});

test("no placement is better than the best of all, nor the bound better than that", () => {
  fc.assert(
    fc.property(fleets(tiny), (request) => {
      const fleet = { ...request, shapes: request.shapes.filter(({ perNode }) => !perNode) };
      const allocation = allocated(fleet);
      const { objective, cost, bound, proven } = allocation.solution;
      const price = objective === "nodes" ? () => 1 : (pool: (typeof fleet.pools)[number]) => pool.pricePerHour ?? 0;
      const best = bestPlacement(fleet, price);
      const served = servedOf(fleet, allocation);
      const against = compare(served, best.served);
      ok(against <= 0, `serves ${served}, the best of all ${best.served}`);
      if (against < 0) return;
      if (objective === "servedDemand") {
        ok(bound >= best.served.reduce((sum, count) => sum + count, 0));
        return;
      }
      ok(cost >= best.cost - 1e-9, `costs ${cost}, the best of all ${best.cost}`);
      if (allocation.unplaced.length === 0) ok(bound <= best.cost + 1e-6, `the bound ${bound} is above ${best.cost}`);
      if (proven) ok(cost <= best.cost + 1e-6, `is said to be proven at ${cost}, but ${best.cost} is possible`);
    }),
    { numRuns: 150 },
  );
});

test("on a handful of pods the answer is the best of all", () => {
  const missed: string[] = [];
  const cases = fc.sample(fleets(tiny), { numRuns: 150, seed: 1 });
  for (const [index, request] of cases.entries()) {
    const shapes = request.shapes.filter(({ perNode }) => !perNode);
    const policy = { ...request.policy, method: "auto", objective: "nodes" } as const;
    const fleet = { ...request, shapes, policy };
    const allocation = allocated(fleet);
    const best = bestPlacement(fleet, () => 1);
    if (compare(servedOf(fleet, allocation), best.served) < 0) missed.push(`${index} serves less`);
    else if (allocation.solution.cost > best.cost + 1e-9) missed.push(`${index} costs more`);
  }
  deepEqual(missed, []);
});

test("the order of shapes and pools changes nothing", () => {
  fc.assert(
    fc.property(fleets(small), (request) => {
      const { shapes, pools } = request;
      const turned = allocated({ ...request, shapes: shapes.toReversed(), pools: pools.toReversed() });
      deepEqual(turned, allocated(request));
    }),
    { numRuns: 40 },
  );
});

test("the unit of a price or a resource changes nothing but the numbers in it", () => {
  fc.assert(
    fc.property(fleets(small), (request) => {
      const { nodes, unplaced, solution } = allocated(request);
      const dearer = allocated({
        ...request,
        pools: request.pools.map((pool) => ({ ...pool, pricePerHour: pool.pricePerHour && pool.pricePerHour * 1024 })),
      });
      equal(dearer.nodes.length, nodes.length);
      deepEqual(dearer.unplaced, unplaced);
      ok(Math.abs(dearer.solution.gap - solution.gap) < 1e-6);
      const inMebibytes = allocated({
        ...request,
        shapes: request.shapes.map((shape) => ({ ...shape, requests: smaller(shape.requests) })),
        pools: request.pools.map((pool) => ({ ...pool, allocatable: smaller(pool.allocatable) })),
      });
      equal(inMebibytes.solution.cost, solution.cost);
    }),
    { numRuns: 30 },
  );
});

function smaller(amounts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return { ...amounts, memory: (amounts["memory"] ?? 0) / 2 ** 20 };
}

test("another node never leaves more of the highest priority at which it matters unserved", () => {
  fc.assert(
    fc.property(fleets(small), (request) => {
      const more = request.pools.map((pool) => ({ ...pool, nodes: { ...pool.nodes, max: pool.nodes.max + 1 } }));
      const larger = { ...request, pools: more };
      const before = servedOf(request, allocated(request));
      const after = servedOf(request, allocated(larger));
      ok(compare(after, before) >= 0, `${before} with fewer nodes, ${after} with more`);
    }),
    { numRuns: 60 },
  );
});

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { test } from "node:test";
import { allocations } from "../../server/src/allocation/allocate.ts";
import type { Allocation, AllocationRequest } from "../../server/src/allocation/allocation.ts";
import { randomNumbers } from "../../server/src/allocation/random.ts";
import { verifyAllocation } from "../../server/src/allocation/verify.ts";
import { allocated, policy, requestOf, summary } from "./fleet.ts";

/** Some hundred pods of different shapes on four sizes of nodes, so that it matters which go together. */
function fleetRequest(workloads: number, options: Partial<AllocationRequest> = {}): AllocationRequest {
  const random = randomNumbers(7);
  const shapes = Array.from({ length: workloads }, (_, index) => {
    const cpu = Math.round(300 + 4000 * random());
    const memory = Math.round(cpu * (1 + 5 * random()));
    return `pod w${index} x${1 + Math.floor(6 * random())}: cpu ${cpu}m, memory ${memory}Mi`;
  });
  const pools = ["a", "b", "c", "d"].map((name, at) => {
    const cores = 4 * 2 ** (at % 2);
    const memory = cores * (at < 2 ? 2 : 5);
    return `pool ${name}: cpu ${cores}, memory ${memory}Gi; price ${0.04 * cores + 0.006 * memory}; nodes 0..500`;
  });
  return requestOf([...pools, ...shapes].join("\n"), { iterations: 300, ...options });
}

function verified(request: AllocationRequest): readonly Allocation[] {
  return [...allocations(request)].map((allocation) => {
    deepEqual(verifyAllocation(request, allocation), []);
    return allocation;
  });
}

test("answers come one after the other, each verified, none dearer or less proven than the one before", () => {
  for (const workloads of [30, 160]) {
    const answers = verified(fleetRequest(workloads));
    ok(answers.length >= 3);
    for (const [index, { solution }] of answers.entries()) {
      const before = answers[index - 1]?.solution ?? solution;
      ok(solution.cost <= before.cost + 1e-9 && solution.bound >= before.bound - 1e-9);
    }
    deepEqual(allocated(fleetRequest(workloads)), answers.at(-1));
  }
});

test("prices of pods prove more than prices of resources, and the placement comes near to it", () => {
  const request = fleetRequest(30);
  const [first] = verified(request);
  const { solution, proof } = allocated(request);
  ok(proof !== undefined && "pods" in proof);
  ok(first !== undefined && solution.bound > first.solution.bound * 1.001);
  ok(solution.gap < 0.01, `a gap of ${solution.gap}`);
});

test("a proof by prices of pods is refused where contents of a node are worth more than the node", () => {
  const request = fleetRequest(30);
  const allocation = allocated(request);
  const { proof, solution } = allocation;
  ok(proof !== undefined && "pods" in proof);
  const dearer = Object.fromEntries(Object.entries(proof.pods).map(([workload, worth]) => [workload, worth * 1.01]));
  const bound = Math.min(solution.cost, solution.bound * 1.005);
  const claim = {
    ...allocation,
    solution: { ...solution, bound, gap: solution.cost / bound - 1 },
    proof: { ...proof, pods: dearer },
  };
  match(verifyAllocation(request, claim).join("\n"), /is not proven/);
  const negative = { ...proof, pods: { ...proof.pods, w0: -1 } };
  match(verifyAllocation(request, { ...allocation, proof: negative }).join("\n"), /is not proven/);
});

test("equal seeds and iterations give equal placements, more iterations none that is dearer", () => {
  const short = allocated(fleetRequest(160, { iterations: 40 }));
  deepEqual(allocated(fleetRequest(160, { iterations: 40 })), short);
  ok(allocated(fleetRequest(160, { iterations: 400 })).solution.cost <= short.solution.cost);
});

test("the search ends at the target gap, and at once when it is stopped", () => {
  const whole = allocated(fleetRequest(160));
  const rough = allocated(fleetRequest(160, { targetGap: 0.1 }));
  ok(rough.solution.gap <= 0.1 && rough.solution.iterations < whole.solution.iterations);
  let looks = 0;
  const stopped = allocated(fleetRequest(160, { stop: () => ++looks > 20 }));
  equal(stopped.solution.stopped, "cancelled");
  equal(stopped.unplaced.length, 0);
});

test("nodes that must exist are used before others are opened", () => {
  const { nodes, solution } = allocated(
    requestOf(`
      pool old: cpu 4, memory 16Gi; price 1; nodes 2..2
      pool new: cpu 4, memory 16Gi; price 0.5
      pod a x5: cpu 1500m, memory 1Gi
      pod b x3: cpu 900m, memory 3Gi
    `),
  );
  equal(nodes.filter(({ pool, pods }) => pool === "old" && pods.length > 0).length, 2);
  equal(solution.cost, 2.5);
});

test("pods that are alike are one shape to the search, and each workload's own in the answer", () => {
  const request = requestOf(
    `
    pool small: cpu 2; nodes 2..2; price 1
    pod a x3: cpu 900m
    pod b x3: cpu 900m
    `,
    { policy: policy({ method: "greedy" }) },
  );
  equal(
    summary(allocated(request)),
    [
      "small-1: a x2",
      "small-2: a x1, b x1",
      "b x2 unplaced (cpu): pool small is full at 2 nodes: 1.4 cores more are missing",
    ].join("\n"),
  );
});

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { test } from "node:test";
import { allocate } from "../../server/src/allocation/allocate.ts";
import { dedent } from "../support/fixture.ts";
import { allocated, policy, requestOf, summary } from "./fleet.ts";

/** Places a fixture and compares the placement as text. */
function check(fixture: string, expected: string): void {
  equal(summary(allocated(requestOf(fixture))), dedent(expected).trim());
}

test("pods go onto as few and as cheap nodes as hold them", () => {
  check(
    `
    pool large: cpu 8, memory 32Gi; price 1
    pool small: cpu 2, memory 8Gi; price 0.3
    pod api x9: cpu 1, memory 2Gi
    `,
    `
    large-1: api x8
    small-1: api x1
    `,
  );
});

test("a DaemonSet takes its room on every node that admits it, and is on each", () => {
  check(
    `
    pool general: cpu 4, memory 16Gi; price 1
    pool gpu: cpu 4, memory 16Gi, nvidia.com/gpu 1; price 5; taint gpu
    daemon logs: cpu 500m, memory 1Gi
    daemon drivers: cpu 100m; tolerate gpu; select none=here
    pod api x4: cpu 1, memory 2Gi
    pod llm x1: cpu 1, nvidia.com/gpu 1; tolerate gpu
    `,
    `
    general-1: logs x1, api x3
    gpu-1: llm x1
    general-2: logs x1, api x1
    `
      .split("\n")
      .toSorted()
      .join("\n"),
  );
});

test("a node holds no more pods than it may run", () => {
  check(
    `
    pool tiny: cpu 100, pods 3; price 1
    daemon logs: cpu 1
    pod job x4: cpu 10m
    `,
    `
    tiny-1: logs x1, job x2
    tiny-2: logs x1, job x2
    `,
  );
});

test("nodes that must exist are there, by their own names; more get numbers that are free", () => {
  check(
    `
    pool a: cpu 2; nodes 2..4; price 1; names worker-7 a-1
    pod api x5: cpu 1
    `,
    `
    worker-7: api x2
    a-1: api x2
    a-2: api x1
    `,
  );
  check("pool a: cpu 2; nodes 2..4; price 1", "a-1: empty\na-2: empty");
});

test("with too few nodes priority decides, then who takes least of the scarce resource", () => {
  check(
    `
    pool fixed: cpu 4, memory 64Gi; nodes 1..1; price 1
    pod vital x1: cpu 2; priority 100
    pod large x1: cpu 2; priority 1
    pod small x3: cpu 500m; priority 1
    `,
    `
    fixed-1: small x3, vital x1
    large x1 unplaced (cpu): pool fixed is full at 1 node: 1.5 cores more are missing
    `,
  );
});

test("what no node can ever run says why", () => {
  check(
    `
    pool general: cpu 16, memory 58Gi; price 1
    pool gpu-l4: cpu 16, memory 58.5Gi, nvidia.com/gpu 1; price 3; label gpu-type=l4
    daemon logs: memory 512Mi
    pod broad x1: cpu 15, memory 96Gi
    pod a100 x2: cpu 1; select gpu-type=a100
    pod pair x1: nvidia.com/gpu 2
    pod tpu x1: google.com/tpu 1
    pod odd x1: cpu 16, nvidia.com/gpu 1, memory 58.2Gi
    `,
    `
    a100 x2 unplaced (constraints): no pool carries gpu-type=a100
    broad x1 unplaced (memory): needs 96Gi of memory on one node; the largest, gpu-l4, offers 58Gi beside its DaemonSets
    odd x1 unplaced (memory): needs 58.2Gi of memory on one node; the largest, gpu-l4, offers 58Gi beside its DaemonSets
    pair x1 unplaced (nvidia.com/gpu): needs 2 nvidia.com/gpu on one node; the largest, gpu-l4, offers 1
    tpu x1 unplaced (google.com/tpu): needs 1 google.com/tpu on one node; no node that admits it offers any
    `,
  );
});

test("a pod that fits no pool in all, though each resource somewhere, names the closest", () => {
  check(
    `
    pool cores: cpu 16, memory 16Gi; price 1
    pool space: cpu 4, memory 64Gi; price 1
    pod both x1: cpu 12, memory 20Gi
    `,
    `
    both x1 unplaced (memory): needs 20Gi of memory on one node; the largest, cores, offers 16Gi, the closest to what it asks for in all
    `,
  );
});

test("room that is there in sum, but on no one node, is told apart from a shortage", () => {
  check(
    `
    pool fixed: cpu 3; nodes 2..2; price 1
    pod two x3: cpu 2
    `,
    `
    fixed-1: two x1
    fixed-2: two x1
    two x1 unplaced (cpu): pool fixed is full at 2 nodes: 2 cores are free in all, but no node has room for one more pod of 2 cores
    `,
  );
});

test("what is short is named for all together", () => {
  const { solution } = allocated(
    requestOf(`
      pool fixed: cpu 4, memory 64Gi; nodes 1..1; price 1
      pod a x5: cpu 1
      pod b x3: cpu 1
    `),
  );
  deepEqual(solution.binding, {
    resource: "cpu",
    missing: 4,
    reason: "4 pods of 2 workloads would need 4 cores more",
  });
});

test("without pools every pod is unplaced for want of nodes, and nothing is claimed", () => {
  const { nodes, unplaced, solution } = allocated(requestOf("pod api x3: cpu 1\ndaemon logs: cpu 100m"));
  deepEqual(nodes, []);
  deepEqual(unplaced, [{ workload: "api", count: 3, binding: "nodes", reason: "no node pool is known" }]);
  deepEqual([solution.cost, solution.bound, solution.gap, solution.binding], [0, 0, 0, undefined]);
});

test("DaemonSets that crowd each other out are unplaced on every node, the less important first", () => {
  check(
    `
    pool small: cpu 1; nodes 2..2; price 1
    daemon logs: cpu 600m
    daemon agent: cpu 600m; priority 5
    `,
    `
    small-1: agent x1
    small-2: agent x1
    logs x2 unplaced (cpu): no room on a node of pool small beside its other DaemonSets
    `,
  );
});

test("the objective is what can be pursued: cost by prices, nodes without, served demand where nothing can grow", () => {
  const objective = (pools: string, asked: "cost" | "nodes" | "servedDemand" = "cost"): string => {
    const request = requestOf(`${pools}\npod api x3: cpu 1`, { policy: policy({ objective: asked }) });
    const { solution } = allocated(request);
    return `${solution.objective} ${solution.cost} ${solution.bound}`;
  };
  equal(objective("pool a: cpu 2; price 0.5"), "cost 1 1");
  equal(objective("pool a: cpu 2; price 0.5", "nodes"), "nodes 2 2");
  equal(objective("pool a: cpu 2"), "nodes 2 2");
  equal(objective("pool a: cpu 2; price 0.5\npool b: cpu 2"), "nodes 2 2");
  equal(objective("pool a: cpu 2; price 0.5\npool b: cpu 2; nodes 1..1"), "cost 0.5 0.5");
  equal(objective("pool a: cpu 2; nodes 1..1"), "servedDemand 2 2");
  equal(objective("pool a: cpu 2; price 0.5", "servedDemand"), "servedDemand 3 3");
});

test("served demand is bounded from above, with the higher priorities served first", () => {
  const { solution } = allocated(
    requestOf(
      `
      pool fixed: cpu 3; nodes 2..2
      pod vital x2: cpu 2; priority 9
      pod small x5: cpu 1
      `,
    ),
  );
  deepEqual([solution.objective, solution.cost, solution.bound, solution.proven], ["servedDemand", 4, 4, true]);
});

test("a method that is not built is refused by name, with the remedy", () => {
  const answer = allocate(requestOf("pool a: cpu 1; price 1", { policy: policy({ method: "dynamicProgramming" }) }));
  ok("refused" in answer);
  match(answer.refused, /dynamicProgramming is not built yet.*auto, greedy or linearProgramming/);
});

test("each method answers by itself; auto keeps the cheaper and says whose it is", () => {
  const fixture = `
    pool large: cpu 16, memory 32Gi; price 1
    pool small: cpu 3, memory 12Gi; price 0.25
    pod a x7: cpu 2500m, memory 3Gi
    pod b x9: cpu 700m, memory 5Gi
    pod c x4: cpu 4, memory 2Gi
  `;
  const by = (method: "auto" | "greedy" | "linearProgramming"): readonly [string, number] => {
    const { solution } = allocated(requestOf(fixture, { policy: policy({ method }) }));
    return [solution.method, solution.cost];
  };
  const [greedy, greedyCost] = by("greedy");
  const [linear, linearCost] = by("linearProgramming");
  const [auto, autoCost] = by("auto");
  deepEqual([greedy, linear], ["greedy", "linearProgramming"]);
  equal(autoCost, Math.min(greedyCost, linearCost));
  equal(auto, linearCost < greedyCost ? "linearProgramming" : "greedy");
});

test("a search that is stopped or out of time still answers, and says that it was cut", () => {
  const fixture = `
    pool large: cpu 16, memory 32Gi; price 1
    pool small: cpu 3, memory 12Gi; price 0.25
    pod a x7: cpu 2500m, memory 3Gi
    pod b x9: cpu 700m, memory 5Gi
  `;
  const stopped = allocated(requestOf(fixture, { stop: () => true }));
  equal(stopped.solution.stopped, "cancelled");
  equal(stopped.unplaced.length, 0);
  let seconds = 0;
  const late = allocated(requestOf(fixture, { elapsed: () => seconds++, policy: policy({ timeLimitSeconds: 3 }) }));
  equal(late.solution.stopped, "timeLimit");
  equal(allocated(requestOf(fixture)).solution.stopped, undefined);
});

test("equal requests and seeds give equal allocations, whatever the order of shapes and pools", () => {
  const fixture = `
    pool large: cpu 16, memory 32Gi; price 1
    pool small: cpu 3, memory 12Gi; price 0.25
    pod a x7: cpu 2500m, memory 3Gi
    pod b x9: cpu 700m, memory 5Gi
    pod c x4: cpu 4, memory 2Gi
    daemon logs: cpu 100m
  `;
  const request = requestOf(fixture);
  const allocation = allocated(request);
  deepEqual(allocated(request), allocation);
  const turned = { ...request, shapes: request.shapes.toReversed(), pools: request.pools.toReversed() };
  deepEqual(allocated(turned), allocation);
  deepEqual(structuredClone(allocation), allocation);
});

test("a fleet too large for the linear program is placed by columns and ruin and recreate, and bounded by volume", () => {
  const shapes = Array.from({ length: 520 }, (_, index) => `pod w${index} x2: cpu ${100 + index * 7}m`);
  const pools = [1, 2, 3, 4, 5].map((size) => `pool p${size}: cpu ${size * 4}, memory 64Gi; price ${size}`);
  const request = requestOf([...pools, ...shapes].join("\n"), { iterations: 50 });
  const { unplaced, solution } = allocated(request);
  equal(unplaced.length, 0);
  equal(solution.detail, "column generation, then ruin and recreate");
  ok(solution.bound > 0 && solution.gap < 0.02);
  const greedy = allocated({ ...request, policy: policy({ method: "greedy" }) });
  ok(solution.cost < greedy.solution.cost);
});

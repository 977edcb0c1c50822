import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { currentPodRequests, effectiveRequest, podRequests } from "../../server/src/workload/pod-requests.ts";
import type { Amounts, Container } from "../../server/src/workload/workload.ts";
import { workloadOf } from "./inventory-of.ts";

type Pod = readonly (readonly [Container["type"], number])[];

function cpuOf(pod: Pod, overhead: Amounts = {}): number {
  const containers = pod.map(([type, cpu]) => ({ type, requests: { cpu } }));
  return podRequests(containers, overhead)["cpu"] ?? 0;
}

for (const [what, pod, expected] of [
  ["nothing", [], 0],
  [
    "main containers add up",
    [
      ["main", 1],
      ["main", 2],
    ],
    3,
  ],
  [
    "a small init container hides",
    [
      ["main", 3],
      ["init", 2],
    ],
    3,
  ],
  [
    "a large init container counts",
    [
      ["main", 3],
      ["init", 5],
    ],
    5,
  ],
  [
    "init containers run one by one",
    [
      ["main", 3],
      ["init", 2],
      ["init", 4],
    ],
    4,
  ],
  [
    "a sidecar runs beside the main ones",
    [
      ["main", 3],
      ["sidecar", 2],
    ],
    5,
  ],
  [
    "an init container runs beside the sidecars started before it",
    [
      ["main", 1],
      ["sidecar", 2],
      ["init", 5],
    ],
    7,
  ],
  [
    "but not beside those started after it",
    [
      ["main", 1],
      ["init", 5],
      ["sidecar", 2],
    ],
    5,
  ],
  [
    "between two sidecars",
    [
      ["main", 1],
      ["sidecar", 2],
      ["init", 5],
      ["sidecar", 3],
    ],
    7,
  ],
  [
    "sidecars and main ones can outweigh it",
    [
      ["main", 4],
      ["sidecar", 2],
      ["init", 5],
      ["sidecar", 3],
    ],
    9,
  ],
] as const satisfies readonly (readonly [string, Pod, number])[]) {
  test(`pod requests: ${what}`, () => {
    assert.equal(cpuOf(pod), expected);
    assert.equal(cpuOf(pod, { cpu: 0.5 }), expected + 0.5, "overhead comes on top");
  });
}

test("each resource has its own maximum", () =>
  assert.deepEqual(
    podRequests(
      [
        { type: "main", requests: { cpu: 2, memory: 1 } },
        { type: "init", requests: { cpu: 1, memory: 8, "nvidia.com/gpu": 1 } },
      ],
      { pods: 0 },
    ),
    { cpu: 2, memory: 8, "nvidia.com/gpu": 1, pods: 0 },
  ));

const pods = fc.array(fc.tuple(fc.constantFrom("main", "init", "sidecar"), fc.nat(1000)), { maxLength: 8 });

test("raising a request never lowers the pod's", () =>
  fc.assert(
    fc.property(pods, fc.nat(), fc.nat(1000), (pod, at, more) => {
      const raised = pod.map(([type, cpu], index) => [type, index === at % pod.length ? cpu + more : cpu] as const);
      assert.ok(cpuOf(raised) >= cpuOf(pod));
    }),
  ));

test("a pod takes at least its running containers and at most all of them", () =>
  fc.assert(
    fc.property(pods, (pod) => {
      const sum = (part: Pod) => part.reduce((total, [, cpu]) => total + cpu, 0);
      assert.ok(cpuOf(pod) >= sum(pod.filter(([type]) => type !== "init")));
      assert.ok(cpuOf(pod) <= sum(pod));
    }),
  ));

const spec = (text: string) => workloadOf(`{ kind: Pod, metadata: { name: a }, spec: { ${text} } }`);

for (const [what, text, expected] of [
  ["a limit implies the request", "containers: [{ resources: { limits: { cpu: 2 } } }]", { cpu: 2 }],
  ["a request wins", "containers: [{ resources: { requests: { cpu: 1 }, limits: { cpu: 2 } } }]", { cpu: 1 }],
  ["what is no quantity counts as none", "containers: [{ resources: { requests: { cpu: much } } }]", { cpu: 0 }],
  ["a negative request counts as none", "containers: [{ resources: { requests: { cpu: -1 } } }]", { cpu: 0 }],
  [
    "overhead, also of a resource that no container asks for",
    "overhead: { memory: 120Mi }, containers: [{ resources: { requests: { cpu: 1 } } }]",
    { cpu: 1, memory: 125829120 },
  ],
  [
    "requests of the pod as a whole replace the containers' sum",
    "resources: { requests: { cpu: 4 } }, containers: [{ resources: { requests: { cpu: 1, memory: 1 } } }]",
    { cpu: 4, memory: 1 },
  ],
  [
    "a limit of the pod as a whole implies its request where no container asks",
    "resources: { limits: { cpu: 4, memory: 8 } }, containers: [{ resources: { requests: { cpu: 1 } } }]",
    { cpu: 1, memory: 8 },
  ],
] as const) {
  test(`a pod's requests as written: ${what}`, () => assert.deepEqual(currentPodRequests(spec(text)), expected));
}

test("an effective request is undefined where neither request nor limit says one", () => {
  const [container] = spec("containers: [{ resources: { requests: { cpu: much }, limits: { cpu: 1 } } }]").containers;
  assert.ok(container);
  assert.equal(effectiveRequest(container, "cpu"), undefined);
  assert.equal(effectiveRequest(container, "memory"), undefined);
});

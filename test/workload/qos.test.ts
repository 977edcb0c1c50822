import assert from "node:assert/strict";
import { test } from "node:test";
import { workloadOf } from "./inventory-of.ts";

const all = "requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi }";

for (const [what, spec, expected] of [
  ["no containers", "", "BestEffort"],
  ["nothing written", "containers: [{}, { resources: {} }]", "BestEffort"],
  ["zeros", "containers: [{ resources: { requests: { cpu: 0, memory: 0 } } }]", "BestEffort"],
  ["only other resources", "containers: [{ resources: { limits: { nvidia.com/gpu: 1 } } }]", "BestEffort"],
  ["requests equal limits", `containers: [{ resources: { ${all} } }]`, "Guaranteed"],
  ["limits alone", "containers: [{ resources: { limits: { cpu: 1, memory: 1Gi } } }]", "Guaranteed"],
  [
    "equal in other notation",
    "containers: [{ resources: { requests: { cpu: 1000m, memory: 1024Mi }, limits: { cpu: 1, memory: 1Gi } } }]",
    "Guaranteed",
  ],
  [
    "a limit missing",
    "containers: [{ resources: { requests: { cpu: 1, memory: 1 }, limits: { cpu: 1 } } }]",
    "Burstable",
  ],
  [
    "a lower request",
    "containers: [{ resources: { requests: { cpu: 500m }, limits: { cpu: 1, memory: 1Gi } } }]",
    "Burstable",
  ],
  ["a second container without", `containers: [{ resources: { ${all} } }, {}]`, "Burstable"],
  ["an init container without", `initContainers: [{}], containers: [{ resources: { ${all} } }]`, "Burstable"],
  [
    "an init container with",
    `initContainers: [{ resources: { ${all} } }], containers: [{ resources: { ${all} } }]`,
    "Guaranteed",
  ],
  [
    "three tenths are 0.3",
    "containers: [{ resources: { requests: { cpu: 0.1, memory: 1 }, limits: { cpu: 0.2, memory: 1 } } }, { resources: { requests: { cpu: 0.2, memory: 1 }, limits: { cpu: 0.1, memory: 1 } } }]",
    "Guaranteed",
  ],
  ["the pod as a whole", `resources: { ${all} }, containers: [{}]`, "Guaranteed"],
  [
    "the pod as a whole, in part",
    `resources: { limits: { cpu: 1 } }, containers: [{ resources: { ${all} } }]`,
    "Burstable",
  ],
] as const) {
  test(`QoS class: ${what} → ${expected}`, () =>
    assert.equal(workloadOf(`{ kind: Pod, metadata: { name: a }, spec: { ${spec} } }`).qosClass, expected));
}
